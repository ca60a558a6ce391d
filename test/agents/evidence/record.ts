import { writeFileSync } from 'fs';
import { join } from 'path';
import { ask, record, recorded } from './admission';
import { agentPage } from './agent-page';
import { AGENTS } from './agents';
import { caseTexts, collectorConfigurations, pipelines } from './cases';
import { buildCollector, recordValidation, validate } from './collector';
import { askGrammar, recordGrammar } from './grammar';

const DOCS = join(__dirname, '..', '..', '..', 'docs', 'agents');

/**
 * Asks Kubernetes' own code, Logstash's grammar and the OpenTelemetry Collector about every agent, keeps the answers, and writes the pages of the agents:
 * `npx ts-node -P test/tsconfig.json -T test/agents/evidence/record.ts`.
 */
const today = new Date().toISOString().slice(0, 10);
record(today, ask(caseTexts()));
recordGrammar(today, askGrammar(pipelines()));
buildCollector();
recordValidation(today, validate(collectorConfigurations()));
for (const evidence of AGENTS) {
  writeFileSync(join(DOCS, `${evidence.program}.md`), agentPage(evidence, recorded(), 'privileged'));
}
