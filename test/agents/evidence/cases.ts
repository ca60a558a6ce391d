import { AgentEvidence, CASES, caseTitle } from './agent-evidence';
import { AGENTS } from './agents';
import { configurationsOf } from './collector';
import { KafkaLogin, LogCollector, LogCollectorDaemonSet, LogDestination, MultilineRule } from '../../../src';
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

/** The configurations of the OpenTelemetry Collector that are asked about: those of its cases, and one for each destination. */
export function collectorConfigurations(): string[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'opentelemetry-collector')!;
  const destinations = COLLECTOR_DESTINATIONS.map(destination =>
    new LogCollectorDaemonSet(newChart(), 'Agent', { collector: LogCollector.openTelemetry(), destination, multiline: MultilineRule.startingWith('^\\d+ "a$') }));
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...destinations].flatMap(agent => configurationsOf(manifests(agent)));
}

const secret = (key: string) => ({ secretName: 'receiver', key });

/** Where the Collector can send, in each way. */
export const COLLECTOR_DESTINATIONS: readonly LogDestination[] = [
  LogDestination.kafka({ brokers: ['a:9092', 'b:9092'] }),
  LogDestination.kafka({ brokers: ['a:9092'], user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
  LogDestination.kafka({ brokers: ['a:9092'], userName: 'u${x}', password: secret('password'), login: KafkaLogin.PLAIN, tls: false }),
  LogDestination.loki({ url: 'http://loki.logging:3100' }),
  LogDestination.loki({ url: 'https://loki.logging:3100', userName: 'u', password: secret('password'), verifyCertificate: false }),
  LogDestination.otlp({ url: 'http://receiver:4318' }),
];

/** One of the agents that a case is about. */
export function caseAgent(evidence: AgentEvidence, one: typeof CASES[number]) {
  return (one === 'defaults' ? evidence.make : evidence.makeWithEverything)(newChart(), 'Agent');
}
