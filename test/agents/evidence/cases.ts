import { parse, stringify } from 'yaml';
import { AgentEvidence, CASES, caseTitle } from './agent-evidence';
import { AGENTS } from './agents';
import { alloyConfigurationsOf } from './alloy-program';
import { listsOf } from './calico';
import { bootstrapsOf } from './cilium';
import { configurationsOf } from './collector';
import { Environment } from './datadog-configuration';
import { filebeatConfigurationsOf, forOldFilebeat } from './filebeat-program';
import { FLANNEL, flannelListsOf, flannelNetworksOf, otherFlannels } from './flannel';
import { KUBE_PROXY, kubeProxyTextsOf, otherKubeProxies } from './kube-proxy';
import { programsOf, vectorConfigsOf, VrlAnswer, VrlQuestion } from './vrl';
import {
  CalicoDaemonSet, CalicoIpam, ContainerLogFormat, HostMetricsScraper, KafkaLogin, KubeletCertificateAuthority, LogCollector, LogCollectorDaemonSet,
  LogDestination, MultilineRule, NodeAgentDaemonSet, OpenTelemetryNodeDaemonSet, OpenTelemetryNodeDaemonSetProps, TelemetryDestination,
} from '../../../src';
import { allContainersOf, Manifest, manifests, newChart, podOf, yamlOf } from '../manifests';
import { flow, FLOWS } from '../vector-flow';

/** The manifests of every agent, with its defaults and with everything on, by the titles of the cases. */
export function caseTexts(): Map<string, string> {
  return new Map(AGENTS.flatMap(evidence => CASES.map(one => [caseTitle(evidence, one), yamlOf(caseAgent(evidence, one))] as const)));
}

/** The pipelines of Logstash that are asked about. */
export function pipelines(): string[] {
  const logstash = AGENTS.find(({ program }) => program === 'logstash')!;
  return CASES.flatMap(one => manifests(caseAgent(logstash, one)).filter(({ kind }) => kind === 'ConfigMap').map(({ data }: Manifest) => data['collect.conf'] as string));
}

/** The lists of network plugins that are asked about: those of its cases, and the other one of each choice. */
export function pluginLists(): string[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'calico')!;
  const others = new CalicoDaemonSet(newChart(), 'Agent', { ipam: CalicoIpam.HOST_LOCAL, hostPorts: false });
  const flannel = [...CASES.map(one => caseAgent(FLANNEL, one)), ...otherFlannels()].flatMap(agent => flannelListsOf(manifests(agent)));
  return [...[make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), others].flatMap(agent => listsOf(manifests(agent))), ...new Set(flannel)];
}

/** The configurations of flannel's network that are asked about: those of its cases, and the other one of each choice. */
export function flannelNetworks(): string[] {
  return [...CASES.map(one => caseAgent(FLANNEL, one)), ...otherFlannels()].flatMap(agent => flannelNetworksOf(manifests(agent)));
}

/** The bootstrap configurations of Envoy that are asked about. */
export function bootstraps(): string[] {
  const cilium = AGENTS.find(({ program }) => program === 'cilium')!;
  return CASES.flatMap(one => bootstrapsOf(manifests(caseAgent(cilium, one))));
}

/** The configurations of Alloy that are asked about: those of its cases, and one for each destination. */
export function alloyConfigurations(): string[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'alloy')!;
  const destinations = COLLECTOR_DESTINATIONS.map(destination => new LogCollectorDaemonSet(newChart(), 'Agent', {
    collector: LogCollector.alloy(), destination, journal: {}, multiline: MultilineRule.startingWith('^\\d+ "a$'), podMetadata: false,
  }));
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...destinations].flatMap(agent => alloyConfigurationsOf(manifests(agent)));
}

/** The configurations of kube-proxy that are asked about: those of its cases, and the other one of each choice. */
export function proxyConfigurations(): string[] {
  const { make, makeWithEverything } = KUBE_PROXY;
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...otherKubeProxies()].flatMap(agent => kubeProxyTextsOf(manifests(agent), 'config.conf'));
}

/** The kubeconfigs of kube-proxy that are asked about. */
export function proxyKubeconfigs(): string[] {
  const agents = [...CASES.map(one => caseAgent(KUBE_PROXY, one)), ...otherKubeProxies()];
  return [...new Set(agents.flatMap(agent => kubeProxyTextsOf(manifests(agent), 'kubeconfig.conf')))];
}

/** The texts in which a program must find something. */
export function brokenTexts({ make, takenBy: { broken: { from, to } } }: AgentEvidence, textsOf: (objects: readonly Manifest[]) => string[]): string[] {
  return textsOf(JSON.parse(JSON.stringify(manifests(make(newChart(), 'Agent'))).replaceAll(from, to)) as Manifest[]);
}

/** The configurations of the OpenTelemetry Collector that are asked about: those of its cases, and one for each destination. */
export function collectorConfigurations(): string[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'opentelemetry-collector')!;
  const destinations = COLLECTOR_DESTINATIONS.map(destination =>
    new LogCollectorDaemonSet(newChart(), 'Agent', { collector: LogCollector.openTelemetry(), destination, multiline: MultilineRule.startingWith('^\\d+ "a$') }));
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...destinations, ...telemetryAgents()].flatMap(agent => configurationsOf(manifests(agent)));
}

/** Collectors that do more than logs: those of the cases, and one for each source and each destination. */
function telemetryAgents(): NodeAgentDaemonSet[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'opentelemetry-node')!;
  const [on, off] = [{ enabled: true }, { enabled: false }];
  const others: OpenTelemetryNodeDaemonSetProps[] = [
    { hostMetrics: { scrapers: Object.values(HostMetricsScraper) }, kubeletStats: off, logs: off, hostNetwork: true },
    { hostMetrics: off, kubeletStats: { certificateAuthority: KubeletCertificateAuthority.cluster() }, logs: off },
    { hostMetrics: off, kubeletStats: off, logs: on, podMetadata: false, destination: TelemetryDestination.otlp({ url: 'http://receiver:4318' }) },
    { hostMetrics: off, kubeletStats: off, logs: off, otlpReceiver: {}, destination: TelemetryDestination.kafka({ brokers: ['a:9092'], tracesTopic: 'spans' }) },
  ];
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...others.map(props => new OpenTelemetryNodeDaemonSet(newChart(), 'Agent', props))];
}

/** The pipelines of Fluent Bit that are asked about: those of its cases, and one for each destination. */
export function fluentBitPipelines(): string[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'fluent-bit')!;
  const destinations = FLUENT_BIT_DESTINATIONS.map(destination =>
    new LogCollectorDaemonSet(newChart(), 'Agent', { collector: LogCollector.fluentBit(), destination, format: ContainerLogFormat.DOCKER, podMetadata: false }));
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...destinations].flatMap(agent => fluentBitPipelinesOf(manifests(agent)));
}

/** The configurations of Filebeat that are asked about: those of its cases, and one for each destination. */
export function filebeatConfigurations(): string[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'filebeat')!;
  const destinations = FILEBEAT_DESTINATIONS.map(destination =>
    new LogCollectorDaemonSet(newChart(), 'Agent', { collector: LogCollector.filebeat(), destination, multiline: MultilineRule.startingWith('^\\d+ "${a$$'), podMetadata: false }));
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...destinations].flatMap(agent => filebeatConfigurationsOf(manifests(agent))).map(forOldFilebeat);
}

/** The pipelines in objects, without the sections around them, which the schema does not have. */
export function fluentBitPipelinesOf(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => stringify({ pipeline: parse(data['fluent-bit.yaml']).pipeline }));
}

const secret = (key: string) => ({ secretName: 'receiver', key });

/** Where the Collector and Alloy can send, in each way. */
export const COLLECTOR_DESTINATIONS: readonly LogDestination[] = [
  LogDestination.kafka({ brokers: ['a:9092', 'b:9092'] }),
  LogDestination.kafka({ brokers: ['a:9092'], user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
  LogDestination.kafka({ brokers: ['a:9092'], userName: 'u${x}', password: secret('password'), login: KafkaLogin.PLAIN, tls: false }),
  LogDestination.loki({ url: 'http://loki.logging:3100' }),
  LogDestination.loki({ url: 'https://loki.logging:3100', userName: 'u', password: secret('password'), verifyCertificate: false }),
  LogDestination.otlp({ url: 'http://receiver:4318' }),
];

/** Where Fluent Bit can send, in each way. */
export const FLUENT_BIT_DESTINATIONS: readonly LogDestination[] = [
  LogDestination.elasticsearch({ host: 'elasticsearch.logging' }),
  LogDestination.openSearch({ host: 'opensearch.logging', index: 'logs', userName: 'u', password: secret('password'), verifyCertificate: false }),
  LogDestination.http({ url: 'http://logs.example/in?from=node' }),
  LogDestination.http({ url: 'https://logs.example', user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
  LogDestination.loki({ url: 'http://loki.logging:3100' }),
  LogDestination.loki({ url: 'https://loki.logging:3100/tenant', userName: 'u', password: secret('password'), certificateAuthority: secret('ca.crt') }),
  LogDestination.otlp({ url: 'http://receiver:4318' }),
  LogDestination.otlp({ url: 'https://[2001:db8::1]', user: secret('user'), password: secret('password') }),
];

/** Where Filebeat can send, in each way. */
export const FILEBEAT_DESTINATIONS: readonly LogDestination[] = [
  LogDestination.elasticsearch({ host: 'elasticsearch.logging' }),
  LogDestination.elasticsearch({ host: 'fd00::1', index: 'logs', userName: 'u${x}$', password: secret('password'), verifyCertificate: false }),
  LogDestination.kafka({ brokers: ['a:9092', 'b:9092'] }),
  LogDestination.kafka({ brokers: ['a:9092'], user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
  LogDestination.kafka({ brokers: ['a:9092'], userName: 'u', password: secret('password'), login: KafkaLogin.PLAIN, tls: false }),
];

/** Where Vector can send, in each way. */
export const VECTOR_DESTINATIONS: readonly LogDestination[] = [
  ...FLUENT_BIT_DESTINATIONS,
  LogDestination.kafka({ brokers: ['a:9092', 'b:9092'] }),
  LogDestination.kafka({ brokers: ['a:9092'], user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
  LogDestination.s3({ bucket: 'logs' }),
  LogDestination.s3({ bucket: 'logs', endpoint: 'https://minio.storage:9000', accessKeyId: secret('id'), secretAccessKey: secret('key') }),
];

/** The configurations of Vector that are looked at: those of its cases, and one for each destination. */
export function vectorConfigs(): Manifest[] {
  const { make, makeWithEverything } = AGENTS.find(({ program }) => program === 'vector')!;
  const destinations = VECTOR_DESTINATIONS.map(destination => new LogCollectorDaemonSet(newChart(), 'Agent', {
    collector: LogCollector.vector(), destination, format: ContainerLogFormat.DOCKER, podMetadata: false, multiline: MultilineRule.startingWith('^\\d+ "a$'),
  }));
  return [make(newChart(), 'Agent'), makeWithEverything(newChart(), 'Agent'), ...destinations].flatMap(agent => vectorConfigsOf(manifests(agent)));
}

/** What the Vector Remap Language is asked: about every program of those configurations, and about events on their way. */
export function askedOfVrl(ask: (question: VrlQuestion) => VrlAnswer): void {
  vectorConfigs().flatMap(programsOf).forEach(([, question]) => ask(question));
  Object.values(FLOWS).forEach(one => flow(one, ask));
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
