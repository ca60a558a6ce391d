import { writeFileSync } from 'fs';
import { join } from 'path';
import { ask, record, recorded } from './admission';
import { agentPage } from './agent-page';
import { AGENTS } from './agents';
import {
  bootstraps, brokenTexts, caseTexts, collectorConfigurations, environments, flannelNetworks, fluentBitPipelines, pipelines, pluginLists,
  proxyConfigurations, proxyKubeconfigs,
} from './cases';
import { buildCollector, recordValidation, validate } from './collector';
import { askConfiguration, recordConfiguration } from './datadog-configuration';
import { FLANNEL, flannelNetworksOf } from './flannel';
import { askGrammar, FLUENT_BIT_SCHEMA, LOGSTASH_GRAMMAR, recordGrammar } from './grammar';
import { KUBE_PROXY, kubeProxyTextsOf } from './kube-proxy';
import { ENVOY_TYPES, FLANNEL_READER, KUBE_PROXY_READERS, LIBCNI } from './text-program';

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
recordGrammar(today, { ...askGrammar(LOGSTASH_GRAMMAR, pipelines()), ...askGrammar(FLUENT_BIT_SCHEMA, fluentBitPipelines()) });
buildCollector();
recordValidation(today, validate(collectorConfigurations()));
recordConfiguration(today, askConfiguration(environments()));
for (const evidence of AGENTS) {
  writeFileSync(join(DOCS, `${evidence.program}.md`), agentPage(evidence, recorded(), 'privileged'));
}
