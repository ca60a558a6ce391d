import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import { daemonSetOf, Manifest, manifests, newAgent, newChart, only, yamlOf } from './manifests';
import {
  CoverageReport, LogCollectorDaemonSet, LogCollectorDaemonSetProps, MetricsMonitor, NodeAgentDaemonSet, NodeAgentDaemonSetOptions, NodeAgentDaemonSetProps,
  NodeAgentVariant, NodeDeclaration, NodeExporterDaemonSet, NodeInventory, NodeSelection, TaintEffect, Taint, Toleration,
} from '../../src';

const labeled = (key: string, value: string): NodeAgentVariant => ({ nodes: NodeSelection.labeled({ [key]: value }) });
const size = (value: string) => labeled('size', value);
const big: NodeAgentVariant = { ...size('4xl'), requests: { memory: '1Gi' } };
const agent = (props: Partial<NodeAgentDaemonSetProps> = {}) => newAgent({ metadata: { name: 'agent' }, variants: { big }, ...props });
const logs = (props: LogCollectorDaemonSetProps = {}) => new LogCollectorDaemonSet(newChart('logging'), 'Logs', { metadata: { name: 'logs' }, variants: { big }, ...props });

const daemonSetsOf = (construct: NodeAgentDaemonSet): Manifest[] => manifests(construct).filter(({ kind }) => kind === 'DaemonSet');
const named = (name: string, construct: NodeAgentDaemonSet): Manifest => daemonSetsOf(construct).find(({ metadata }) => metadata.name === name);
const containerNamed = (name: string, construct: NodeAgentDaemonSet): Manifest => named(name, construct).spec.template.spec.containers[0];
const requiredNodes = (name: string, construct: NodeAgentDaemonSet): string => named(name, construct).metadata.annotations['everynode.dev/required-nodes'];
const reportOf = (construct: NodeAgentDaemonSet, ...nodes: NodeDeclaration[]) => CoverageReport.of(manifests(construct), NodeInventory.ofNodes(...nodes));
const clusterOf = (report: CoverageReport) => report._report.clusters[0]!;

/** How many nodes each DaemonSet is meant to run on, and how many it does run on. */
const shares = (report: CoverageReport) => clusterOf(report).daemonSets.map(({ name, required, running }) => `${name} ${running}/${required}`);

describe('an agent with variants', () => {
  const nodes: NodeDeclaration[] = [{ name: 'n1' }, { name: 'n2', labels: { size: 's' } }, { name: 'n3', labels: { size: '4xl' } }];

  test('runs the variant where its label is, and the agent\'s own DaemonSet everywhere else: exactly one of them', () => {
    const report = reportOf(agent(), ...nodes);

    expect(report.success).toBe(true);
    expect(shares(report)).toEqual(['agent 2/2', 'agent-big 1/1']);
    expect(clusterOf(report)).toMatchObject({ roles: [{ name: 'monitoring.agent', gaps: [], overlaps: [] }], exemptions: [], findings: [] });
  });

  test('says of each which nodes are its own, and exempts none', () => {
    expect(requiredNodes('agent', agent())).toBe('kubernetes.io/os=linux,size!=4xl');
    expect(requiredNodes('agent-big', agent())).toBe('kubernetes.io/os=linux,size=4xl');
    expect(requiredNodes('agent', agent({ variants: { big, huge: size('8xl') } }))).toBe('kubernetes.io/os=linux,size notin (4xl,8xl)');
    expect(yamlOf(agent())).not.toContain('everynode.dev/exempt');
  });

  test('would be found out if both ran on a node, or none', () => {
    const both = agent();
    ApiObject.of(both).addJsonPatch(JsonPatch.remove('/spec/template/spec/affinity'));
    const none = agent();
    ApiObject.of(none.variants.big!).addJsonPatch(JsonPatch.replace('/spec/template/spec/nodeSelector/size', '5xl'));

    expect(clusterOf(reportOf(both, ...nodes)).roles[0]!.overlaps).toMatchObject([{ daemonSets: ['monitoring/agent', 'monitoring/agent-big'], nodes: { names: ['n3'] } }]);
    expect(clusterOf(reportOf(none, ...nodes)).daemonSets[1]!.gaps).toMatchObject([{ nodes: { names: ['n3'] } }]);
  });

  test('has one role, its own or one by its name', () => {
    const roles = (construct: NodeAgentDaemonSet) => daemonSetsOf(construct).map(({ metadata }) => metadata.annotations['everynode.dev/role']);

    expect(roles(agent())).toEqual(['monitoring.agent', 'monitoring.agent']);
    expect(roles(agent({ role: '' }))).toEqual(['monitoring.agent', 'monitoring.agent']);
    expect(roles(agent({ role: 'gpu-metrics' }))).toEqual(['gpu-metrics', 'gpu-metrics']);
    expect(roles(logs())).toEqual(['log-collector', 'log-collector']);
  });

  test('is a finding where no node has the label, unless that is fine', () => {
    const orNone: NodeAgentVariant = { nodes: NodeSelection.labeled({ size: '4xl' }).orNone() };

    expect(clusterOf(reportOf(agent(), { name: 'n1' })).findings).toMatchObject([{ code: 'SelectsNoNode', daemonSet: 'monitoring/agent-big' }]);
    expect(reportOf(agent({ variants: { big: orNone } }), { name: 'n1' }).success).toBe(true);
    expect(named('agent', agent({ variants: { big: orNone } })).metadata.annotations).not.toHaveProperty('everynode.dev/may-select-none');
    expect(reportOf(agent({ nodes: NodeSelection.labeled({ gpu: 'true' }).orNone() }), { name: 'n1' }).success).toBe(true);
  });

  test('without any variant is what it was', () => {
    expect(manifests(agent({ variants: {} }))).toEqual(manifests(agent({ variants: undefined })));
    expect(agent({ variants: {} }).variants).toEqual({});
    expect(daemonSetOf(agent({ variants: {} })).spec.template.metadata.labels).not.toHaveProperty('everynode.dev/variants-of');
    expect(daemonSetOf(agent({ variants: {} })).metadata.annotations).not.toHaveProperty('everynode.dev/role');
  });
});

describe('exactly one on each node, by construction', () => {
  const SIZES = ['', 's', 'm', '4xl', '8xl'];
  const sizes = (...values: string[]) => NodeSelection.matching(`size in (${values.join(',')})`).orNone();
  const aNode = fc.record({
    labels: fc.record({
      'size': fc.constantFrom(...SIZES),
      'zone': fc.constantFrom('a', 'b'),
      'gpu': fc.constant('true'),
      'sandbox': fc.constantFrom('true', 'false'),
      'kubernetes.io/os': fc.constantFrom('linux', 'linux', 'linux', 'windows'),
      'node-role.kubernetes.io/control-plane': fc.constant(''),
      'eks.amazonaws.com/compute-type': fc.constantFrom('fargate', 'ec2'),
    }, { requiredKeys: [] }),
    taints: fc.constantFrom<Taint[]>([], [{ key: 'dedicated', value: 'x', effect: TaintEffect.NO_EXECUTE }], [{ key: 'a', effect: TaintEffect.NO_SCHEDULE }]),
  });
  const inventories = fc.array(aNode, { minLength: 1, maxLength: 12 }).map(all => all.map((one, index): NodeDeclaration => ({ name: `n${index}`, ...one })));
  const selections = fc.constantFrom(
    NodeSelection.everyNode(), NodeSelection.workers(), NodeSelection.labeled({ zone: 'a' }), NodeSelection.matching('zone in (a,b),size notin (m)'),
    NodeSelection.everyNode().excluding('sandbox=true', 'test'), NodeSelection.workers().excluding('sandbox=true,zone=b', 'test').excluding('size=8xl', 'test'),
  ).map(selection => selection.orNone());
  const oneLabel = fc.shuffledSubarray(SIZES, { minLength: 1 }).chain(values => fc.integer({ min: 0, max: values.length - 1 })
    .map((cut): { [name: string]: NodeAgentVariant } => ({
      ...cut > 0 ? { one: { nodes: sizes(...values.slice(0, cut)) } } : {},
      two: { nodes: sizes(...values.slice(cut)) },
    })));
  const single = fc.constantFrom('gpu', '!gpu', 'size', '!size', 'size notin (s,m)', 'gpu!=true')
    .map((selector): { [name: string]: NodeAgentVariant } => ({ only: { nodes: NodeSelection.matching(selector).orNone() } }));

  test.each<[string, (props: NodeAgentDaemonSetOptions) => NodeAgentDaemonSet]>([
    ['an agent of one\'s own', props => agent(props)],
    ['logs', props => logs(props)],
    ['metrics', props => new NodeExporterDaemonSet(newChart(), 'Metrics', props)],
  ])('%s: as many nodes are covered as without variants, none twice', (_, make) => {
    fc.assert(fc.property(inventories, selections, fc.oneof(oneLabel, single), (nodes, selection, variants) => {
      let construct: NodeAgentDaemonSet;
      try {
        construct = make({ nodes: selection, variants });
      } catch (error) {
        expect((error as Error).message).toMatch(/none of the agent's nodes can have|must leave out some/);
        return;
      }
      const report = reportOf(construct, ...nodes);
      const sum = (of: CoverageReport, field: 'required' | 'running') => clusterOf(of).daemonSets.reduce((total, daemonSet) => total + daemonSet[field], 0);
      const before = reportOf(make({ nodes: selection }), ...nodes);

      expect(report._errors()).toEqual([]);
      expect(clusterOf(report).roles).toMatchObject([{ gaps: [], overlaps: [] }]);
      expect(clusterOf(report).daemonSets).toHaveLength(Object.keys(variants).length + 1);
      expect([sum(report, 'required'), sum(report, 'running')]).toEqual([sum(before, 'required'), sum(before, 'running')]);
    }), { numRuns: 60 });
  });
});

describe('variants that are not told apart', () => {
  const variants = (two: string, one = 'size=4xl') => () => agent({ variants: { one: { nodes: NodeSelection.matching(one) }, two: { nodes: NodeSelection.matching(two) } } });

  test.each`
    one               | two                  | because
    ${'size=4xl'}     | ${'size=4xl'}        | ${'it is the same value'}
    ${'size=4xl'}     | ${'size in (m,4xl)'} | ${'they share a value'}
    ${'size=4xl'}     | ${'gpu=true'}        | ${'a node can have both labels'}
    ${'size=4xl'}     | ${'size'}            | ${'the label is there'}
    ${'size=4xl'}     | ${'size!=m'}         | ${'another value than m may be 4xl'}
    ${'size!=s'}      | ${'size!=m'}         | ${'a node without the label is in both'}
  `('fail and are named: $one and $two, because $because', ({ one, two }) => {
    expect(variants(two, one)).toThrow(/platform\/Agent: variants "one" \(size.*\) and "two" \(.*\) could share a node, which would then run two pods; tell them apart by the values of one label/);
  });

  test.each(['size=m', 'size in (m,s)', '!size'])('are fine when they are: size=4xl and %s', two => {
    expect(variants(two)).not.toThrow();
  });
});

describe('the nodes of a variant', () => {
  const failing = (nodes: NodeSelection, of = NodeSelection.everyNode()) => () => agent({ nodes: of, variants: { big: { nodes } } });

  test('narrow those of the agent, whose own conditions may be repeated', () => {
    const repeated = agent({ nodes: NodeSelection.matching('disk=ssd,zone in (a,b)'), variants: { big: { nodes: NodeSelection.matching('kubernetes.io/os=linux,disk=ssd,size=4xl') } } });

    expect(requiredNodes('agent', repeated)).toBe('kubernetes.io/os=linux,disk=ssd,zone in (a,b),size!=4xl');
    expect(named('agent-big', repeated).spec.template.spec.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', 'disk': 'ssd', 'size': '4xl' });
  });

  test('are taken out of the agent\'s own with what it leaves out by itself', () => {
    expect(requiredNodes('agent', agent({ nodes: NodeSelection.matching('size!=s') }))).toBe('kubernetes.io/os=linux,size notin (4xl,s)');
  });

  test('share what the agent excludes, where it could be, and its tolerations', () => {
    const excluding = agent({ nodes: NodeSelection.everyNode().excluding('sandbox=true', 'no data').excluding('size=s', 'too small').toleratingOnly() });
    excluding.tolerate(Toleration.exists('a'));
    const exempt = (name: string) => JSON.parse(named(name, excluding).metadata.annotations['everynode.dev/exempt']).map(({ nodes }: { nodes: string }) => nodes);

    expect(exempt('agent-big')).toEqual(['sandbox=true']);
    expect(exempt('agent')).toEqual(['sandbox=true', 'size=s']);
    expect(daemonSetsOf(excluding).map(({ spec }) => spec.template.spec.tolerations)).toEqual([[{ key: 'a', operator: 'Exists' }], [{ key: 'a', operator: 'Exists' }]]);
  });

  test('may be told by a label that is there', () => {
    expect(requiredNodes('agent', agent({ variants: { cp: { nodes: NodeSelection.controlPlane() } } }))).toBe('kubernetes.io/os=linux,!node-role.kubernetes.io/control-plane');
  });

  test.each<[string, () => unknown, string]>([
    ['all of the agent\'s', failing(NodeSelection.everyNode()), 'must leave out some of the agent\'s nodes; say which label its nodes have, such as NodeSelection.labeled({ size: \'4xl\' })'],
    ['told by two labels', failing(NodeSelection.labeled({ size: '4xl', disk: 'ssd' })), 'must be told by one label beside the agent\'s own, got "size=4xl,disk=ssd"; give these nodes one label of their own'],
    ['told by a number', failing(NodeSelection.matching('size>4')), 'size>4 cannot be turned around in node affinity; use in, notin or a label of its own'],
    ['none of the agent\'s', failing(NodeSelection.labeled({ size: '4xl' }), NodeSelection.matching('size in (s,m)')), 'none of the agent\'s nodes can have size=4xl'],
    ['of another operating system', failing(NodeSelection.labeled({ 'kubernetes.io/os': 'windows' })), 'none of the agent\'s nodes can have kubernetes.io/os=windows'],
    ['excluding some', failing(NodeSelection.labeled({ size: '4xl' }).excluding('a', 'b')), 'what is excluded and tolerated is said once, of the agent\'s own nodes'],
    ['tolerating some', failing(NodeSelection.labeled({ size: '4xl' }).toleratingOnly()), 'what is excluded and tolerated is said once, of the agent\'s own nodes'],
  ])('fail when they are %s', (_, make, message) => {
    expect(make).toThrow(`platform/Agent: variant "big": nodes: ${message}`);
  });

  test('fail when they leave none to the agent itself', () => {
    expect(failing(NodeSelection.labeled({ size: '4xl' }), NodeSelection.matching('size in (4xl)'))).toThrow('must leave out some');
    expect(() => agent({ nodes: NodeSelection.matching('size in (s,m)'), variants: { small: size('s'), medium: size('m') } }))
      .toThrow('platform/Agent: variants: "medium", "small" leave no node to the agent itself; leave one of them to it');
  });
});

describe('the names of variants', () => {
  const everything: Partial<NodeAgentDaemonSetProps> = {
    container: { image: 'registry.example/tools/agent:1.0', configFiles: { '/etc/agent/agent.conf': 'x' } },
    permissions: [{ resources: ['pods'], verbs: ['get'] }],
  };

  test('are the agent\'s with the variant\'s behind it; permissions are shared', () => {
    expect(manifests(agent(everything)).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ClusterRole monitoring:agent', 'ServiceAccount agent', 'ClusterRoleBinding monitoring:agent',
      'ConfigMap agent', 'DaemonSet agent', 'ConfigMap agent-big', 'DaemonSet agent-big',
    ]);
    expect(daemonSetsOf(agent(everything)).map(({ spec }) => spec.template.spec.serviceAccountName)).toEqual(['agent', 'agent']);
  });

  test('are their instances, by which each selects its own pods only', () => {
    const [own, variant] = daemonSetsOf(agent({ podLabels: { team: 'a' } }));

    expect(own.spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'agent' } });
    expect(variant.spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'agent-big' } });
    expect(variant.spec.template.metadata.labels).toEqual({ ...variant.spec.selector.matchLabels, 'team': 'a', 'everynode.dev/variants-of': 'agent' });
    expect(variant.metadata.labels).toMatchObject(variant.spec.selector.matchLabels);
  });

  test('change nothing about the selector of an agent that had none before', () => {
    expect(named('agent', agent()).spec.selector).toEqual(named('agent', agent({ variants: undefined })).spec.selector);
    expect(agent().matchLabels).toEqual(agent({ variants: undefined }).matchLabels);
  });

  test('and selectors stay when the construct moves or other variants come', () => {
    const elsewhere = newAgent({ metadata: { name: 'agent', namespace: 'monitoring' }, variants: { big } }, new Chart(new App(), 'elsewhere'));
    const selectorOf = (construct: NodeAgentDaemonSet) => named('agent-big', construct).spec.selector;

    expect(manifests(elsewhere)).toEqual(manifests(agent()));
    expect(selectorOf(agent({ variants: { a: size('a'), big, z: size('z') } }))).toEqual(selectorOf(agent()));
  });

  test('decide their order, however they are stated', () => {
    expect(yamlOf(agent({ variants: { a: size('a'), big } }))).toBe(yamlOf(agent({ variants: { big, a: size('a') } })));
  });

  test.each<[string, () => NodeAgentDaemonSet]>([['own', () => agent(everything)], ['logs', () => logs()]])('give the same bytes when they are synthesized twice: %s', (_, make) => {
    const once = make();

    expect(yamlOf(once)).toBe(yamlOf(once));
    expect(yamlOf(make())).toBe(yamlOf(once));
  });

  test('fail when Kubernetes would not take them', () => {
    expect(() => agent({ variants: { Big: big } })).toThrow('platform/Agent: variants: the name of a variant must be 1-63 lower case letters, digits and "-", beginning and ending with a letter or digit, got "Big"');
    expect(() => agent({ metadata: { name: 'a'.repeat(60) } })).toThrow(/platform\/Agent: variants: .* must have at most 63 characters, got "a+-big" \(64\); choose a shorter metadata\.name or another name than "big"/);
  });

  test('fail when a sidecar\'s ConfigMap would have the same', () => {
    const sidecar = (name: string) => ({ name, image: 'proxy:1', configFiles: { '/etc/proxy/proxy.conf': 'x' } });

    expect(() => agent({ ...everything, sidecars: [sidecar('big')] })).toThrow('platform/Agent: variants: two ConfigMaps would be called "agent-big", of a sidecar and of a variant; choose another name for the variant');
    expect(manifests(agent({ ...everything, sidecars: [sidecar('proxy')] })).filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name))
      .toEqual(['agent', 'agent-proxy', 'agent-big', 'agent-big-proxy']);
  });

  test('fail when stated labels would select the pods of others', () => {
    expect(() => agent({ matchLabels: { 'app.kubernetes.io/name': 'agent' } }))
      .toThrow('platform/Agent: matchLabels: would also select the pods of variant "big"; add a label that these do not have, such as app.kubernetes.io/instance, which is "agent-big" there');
    expect(() => agent({ matchLabels: { app: 'x' }, podLabels: { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'agent-big' } }))
      .toThrow('variant "big" would also select the agent\'s other pods');
    expect(daemonSetsOf(agent({ matchLabels: { app: 'x' } })).map(({ spec }) => spec.selector.matchLabels)).toEqual([
      { app: 'x' }, { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'agent-big' },
    ]);
  });
});

describe('what a variant needs', () => {
  const container = { image: 'registry.example/tools/agent:1.0', requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } };
  const resources = (props: Partial<NodeAgentDaemonSetProps>) =>
    daemonSetsOf(agent({ container, ...props })).map(({ spec }) => spec.template.spec.containers[0].resources);

  test('is what the agent needs, with its own over it', () => {
    expect(resources({})).toEqual([
      { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      { requests: { cpu: '10m', memory: '1Gi' }, limits: { memory: '1Gi' } },
    ]);
    expect(resources({ requests: { cpu: '1' }, limits: { memory: '256Mi' } })[1]).toEqual({ requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } });
    expect(resources({ variants: { tiny: { ...size('s'), limits: { memory: '32Mi' } } } })[1]).toEqual({ requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } });
    expect(resources({ variants: { same: size('s') } })[1]).toEqual(resources({})[0]);
  });

  test('includes variables, over those of the agent', () => {
    const both = agent({ env: { A: '1', GOGC: '50' }, variants: { big: { ...big, env: { GOGC: '100' } } } });
    const env = daemonSetsOf(both).map(({ spec }) => spec.template.spec.containers[0].env);

    expect(env).toEqual([[{ name: 'A', value: '1' }, { name: 'GOGC', value: '50' }], [{ name: 'A', value: '1' }, { name: 'GOGC', value: '100' }]]);
  });

  test('fails with the variant\'s name', () => {
    expect(() => agent({ variants: { big: { ...size('4xl'), requests: { memory: 'much' } } } })).toThrow('platform/Agent: variant "big": requests.memory: must be a number');
    expect(() => agent({ variants: { big: { ...size('4xl'), requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } } })).toThrow('platform/Agent: variant "big": limits.memory must not be less than requests.memory (2Gi)');
  });

  test('can be patched by the way out', () => {
    const patched = agent();
    ApiObject.of(patched.variants.big!).addJsonPatch(JsonPatch.add('/spec/template/spec/hostIPC', true));

    expect(daemonSetsOf(patched).map(({ spec }) => spec.template.spec.hostIPC)).toEqual([undefined, true]);
  });
});

describe('a log collector with variants', () => {
  const configs = (construct: NodeAgentDaemonSet): string[] => manifests(construct).filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data['fluent.conf']);

  test('reads the logs of none of them, in any of them', () => {
    for (const config of configs(logs())) {
      expect(config).toContain('/var/log/containers/logs-?????_logging_fluentd-*.log');
      expect(config).toContain('/var/log/containers/logs-big-?????_logging_fluentd-*.log');
      expect(config).toContain('$[\'kubernetes\'][\'labels\'][\'everynode.dev/variants-of\']');
      expect(config).not.toContain('app.kubernetes.io/instance');
    }
    expect(daemonSetsOf(logs()).map(({ spec }) => spec.template.metadata.labels['everynode.dev/variants-of'])).toEqual(['logs', 'logs']);
  });

  test('keeps the state of each apart', () => {
    const states = (construct: NodeAgentDaemonSet) => daemonSetsOf(construct).map(({ spec }) => spec.template.spec.volumes.find(({ name }: Manifest) => name === 'state').hostPath.path);

    expect(states(logs())).toEqual(['/var/lib/everynode/logging/logs', '/var/lib/everynode/logging/logs-big']);
    expect(states(logs({ statePath: '/data/logs' }))).toEqual(['/data/logs', '/data/logs-big']);
    expect(configs(logs()).map(config => /pos_file '(.+)'/.exec(config)?.[1])).toEqual([
      '/var/lib/everynode/logging/logs/containers.pos', '/var/lib/everynode/logging/logs-big/containers.pos',
    ]);
  });

  test('mounts in each its own configuration, and asks the API server as one', () => {
    const mounted = daemonSetsOf(logs()).map(({ spec }) => spec.template.spec.volumes.find(({ name }: Manifest) => name === 'config').configMap.name);

    expect(mounted).toEqual(['logs', 'logs-big']);
    expect(only('ServiceAccount', logs()).metadata.name).toBe('logs');
    expect(only('ClusterRoleBinding', logs()).subjects).toEqual([{ kind: 'ServiceAccount', name: 'logs', namespace: 'logging' }]);
    expect(containerNamed('logs-big', logs()).resources).toEqual({ requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '1Gi' } });
  });
});

describe('a node exporter with variants', () => {
  const metrics = (monitor?: MetricsMonitor) => new NodeExporterDaemonSet(newChart(), 'Metrics', { metadata: { name: 'metrics' }, variants: { big, huge: size('8xl') }, monitor });

  test('has one Service and one monitor, which find the pods of all of them and of nobody else', () => {
    const all = { 'everynode.dev/variants-of': 'metrics' };

    expect(only('Service', metrics()).spec.selector).toEqual(all);
    expect(only('PodMonitor', metrics(MetricsMonitor.podMonitor())).spec.selector).toEqual({ matchLabels: all });
    expect(only('ServiceMonitor', metrics(MetricsMonitor.serviceMonitor())).spec.selector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'node-exporter', 'app.kubernetes.io/instance': 'metrics',
    });
    expect(daemonSetsOf(metrics()).map(({ spec }) => spec.template.metadata.labels)).toEqual([
      expect.objectContaining(all), expect.objectContaining(all), expect.objectContaining(all),
    ]);
  });

  test('is exactly one on each node, although all of them take the same port', () => {
    const report = reportOf(metrics(), { name: 'n1' }, { name: 'n2', labels: { size: '4xl' } }, { name: 'n3', labels: { size: '8xl' } });

    expect(report.success).toBe(true);
    expect(shares(report)).toEqual(['metrics 1/1', 'metrics-big 1/1', 'metrics-huge 1/1']);
  });
});
