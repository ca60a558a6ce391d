import { AgentEvidence, CASES, caseTitle } from './agent-evidence';
import { AGENTS } from './agents';
import { Manifest, manifests, newChart, yamlOf } from '../manifests';

/** The manifests of every agent, with its defaults and with everything on, by the titles of the cases. */
export function caseTexts(): Map<string, string> {
  return new Map(AGENTS.flatMap(evidence => CASES.map(one => [caseTitle(evidence, one), yamlOf(caseAgent(evidence, one))] as const)));
}

/** The pipelines of Logstash that are asked about. */
export function pipelines(): string[] {
  const logstash = AGENTS.find(({ program }) => program === 'logstash')!;
  return CASES.flatMap(one => manifests(caseAgent(logstash, one)).filter(({ kind }) => kind === 'ConfigMap').map(({ data }: Manifest) => data['collect.conf'] as string));
}

/** One of the agents that a case is about. */
export function caseAgent(evidence: AgentEvidence, one: typeof CASES[number]) {
  return (one === 'defaults' ? evidence.make : evidence.makeWithEverything)(newChart(), 'Agent');
}
