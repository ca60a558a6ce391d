import { AgentEvidence, CASES, caseTitle } from './agent-evidence';
import { AGENTS } from './agents';
import { Environment } from './datadog-configuration';
import { allContainersOf, Manifest, manifests, newChart, podOf, yamlOf } from '../manifests';

/** The manifests of every agent, with its defaults and with everything on, by the titles of the cases. */
export function caseTexts(): Map<string, string> {
  return new Map(AGENTS.flatMap(evidence => CASES.map(one => [caseTitle(evidence, one), yamlOf(caseAgent(evidence, one))] as const)));
}

/** The pipelines of Logstash that are asked about. */
export function pipelines(): string[] {
  const logstash = AGENTS.find(({ program }) => program === 'logstash')!;
  return CASES.flatMap(one => manifests(caseAgent(logstash, one)).filter(({ kind }) => kind === 'ConfigMap').map(({ data }: Manifest) => data['collect.conf'] as string));
}

/** The variables of each container of Datadog, by case and container: something stands for what comes from a Secret or from the pod. */
export function environments(): Map<string, Environment> {
  const datadog = AGENTS.find(({ program }) => program === 'datadog')!;
  return new Map(CASES.flatMap(one => allContainersOf(podOf(caseAgent(datadog, one))).filter(({ env }) => env).map(({ name, env }) =>
    [`${caseTitle(datadog, one)}/${name}`, Object.fromEntries(env.map((variable: Manifest) => [variable.name, valueOf(variable)]))] as const)));
}

function valueOf({ value, valueFrom }: Manifest): string {
  return value ?? (valueFrom.fieldRef ? '10.0.0.1' : '0123456789abcdef0123456789abcdef');
}

/** One of the agents that a case is about. */
export function caseAgent(evidence: AgentEvidence, one: typeof CASES[number]) {
  return (one === 'defaults' ? evidence.make : evidence.makeWithEverything)(newChart(), 'Agent');
}
