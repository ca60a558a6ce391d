import { writeFileSync } from 'fs';
import { join } from 'path';
import { ask, record, recorded } from './admission';
import { agentPage } from './agent-page';
import { AGENTS } from './agents';
import { ALLOY_PROGRAM } from './alloy-program';
import {
  alloyConfigurations, askedOfVrl, bootstraps, brokenTexts, caseTexts, collectorConfigurations, environments, filebeatConfigurations, flannelNetworks,
  fluentBitPipelines, pipelines, pluginLists, proxyConfigurations, proxyKubeconfigs,
} from './cases';
import { OTELCOL, recordValidation, validate } from './collector';
import { askConfiguration, recordConfiguration } from './datadog-configuration';
import { FILEBEAT_BUILT, FILEBEAT_PARTS } from './filebeat-program';
import { FLANNEL, flannelNetworksOf } from './flannel';
import { askGrammar, FLUENT_BIT_SCHEMA, LOGSTASH_GRAMMAR, recordGrammar } from './grammar';
import { KUBE_PROXY, kubeProxyTextsOf } from './kube-proxy';
import { ENVOY_TYPES, FLANNEL_READER, KUBE_PROXY_READERS, LIBCNI } from './text-program';
import { askVrl, buildVrl, recordVrl, VrlAnswer } from './vrl';

const DOCS = join(__dirname, '..', '..', '..', 'docs', 'agents');

/**
 * Asks Kubernetes' own code and the programs' own about every agent, keeps the answers, and writes the pages of the agents:
 * `npx ts-node -P test/tsconfig.json -T test/agents/evidence/record.ts`.
 */
const today = new Date().toISOString().slice(0, 10);
record(today, ask(caseTexts()));
LIBCNI.record(today, pluginLists());
ENVOY_TYPES.record(today, bootstraps());
FLANNEL_READER.record(today, [...flannelNetworks(), ...brokenTexts(FLANNEL, flannelNetworksOf)]);
KUBE_PROXY_READERS.record(today, [...proxyConfigurations(), ...proxyKubeconfigs(), ...brokenTexts(KUBE_PROXY, kubeProxyTextsOf)]);
FILEBEAT_BUILT.build();
FILEBEAT_PARTS.record(today, filebeatConfigurations());
recordGrammar(today, { ...askGrammar(LOGSTASH_GRAMMAR, pipelines()), ...askGrammar(FLUENT_BIT_SCHEMA, fluentBitPipelines()) });
OTELCOL.build();
ALLOY_PROGRAM.build();
ALLOY_PROGRAM.record(today, alloyConfigurations());
recordValidation(today, validate(collectorConfigurations()));
recordConfiguration(today, askConfiguration(environments()));
buildVrl();
const answers: { [sha256: string]: VrlAnswer } = {};
askedOfVrl(question => {
  const [[sha256, answer]] = Object.entries(askVrl([question])) as [[string, VrlAnswer]];
  answers[sha256] = answer;
  return answer;
});
recordVrl(today, answers);
for (const evidence of AGENTS) {
  writeFileSync(join(DOCS, `${evidence.program}.md`), agentPage(evidence, recorded(), 'privileged'));
}
