import { ApiObject, Chart, Testing } from 'cdk8s';
import { chart } from './tree';
import { Architecture, CoverageCheck, CoveragePolicy, CoverageReport, CoverageReportOptions, ExemptionsFrom, NodeInventory, OperatingSystem } from '../../src';
import { CheckReport } from '../../src/coverage/report';
import { checkJson } from '../../src/render/json';
import { declares, manifest } from '../builders';
import { INVENTORY, Workspace } from '../cli/everynode';
import '../../src/testing';

const TOLERANT = { tolerations: [{ operator: 'Exists' }] };
const MANIFESTS = [
  manifest({ name: 'agent', annotations: declares({ required: '', exempt: [{ nodes: 'sandbox', reason: 'annotated' }] }) }),
  manifest({ name: 'tolerant', pod: TOLERANT, annotations: declares({ role: 'logs' }) }),
  manifest({ name: 'spare', pod: { nodeSelector: { disk: 'ssd' } } }),
];

const ALSO = JSON.stringify(manifest({ name: 'cni', namespace: 'kube-system', pod: { ...TOLERANT, hostNetwork: true } }));

const POLICIES: Record<string, string> = {
  'requirements and roles': `
  roles: [ { name: metrics, daemonSets: [monitoring/agent, monitoring/spare] } ]
  requirements:
    - { role: metrics, nodes: "", minimum: 4 }
    - { role: logs, nodes: kubernetes.io/os=linux }
    - { role: network-plugin, nodes: "" }
    - { daemonSet: logging/fluentd, nodes: disk=ssd }`,
  'exemptions': `
  exemptionsFrom: policy
  exemptions:
    - { daemonSet: monitoring/agent, nodes: kubernetes.io/hostname=gpu-0, reason: no data may leave, until: "2099-01-01", owner: data-protection }
    - { daemonSet: monitoring/agent, nodes: kubernetes.io/hostname=gpu-1, reason: over, until: "2020-01-01" }
    - { role: nobody, nodes: "", reason: none }
  maySelectNone: [monitoring/spare]`,
  'a share that is enough': `
  requirements: [ { daemonSet: monitoring/agent, nodes: "", minimumShare: 60% } ]
  maySelectNone: [monitoring/spare]`,
  'what also runs': '\n  requirements: [ { daemonSet: kube-system/cni, nodes: "" } ]',
};

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'also.json': ALSO,
  'manifests.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: MANIFESTS }),
  ...Object.fromEntries(Object.entries(POLICIES).map(([name, spec], index) => [`${index}.yaml`, `apiVersion: everynode.dev/v1\nkind: CoveragePolicy\nmetadata: { name: ${name.replaceAll(' ', '-')} }\nspec:${spec}\n`])),
});

/** The bytes of a report, without the places that each door names its own way. */
const bytes = (report: unknown) => JSON.stringify(report, (key, value: unknown) => key === 'source' ? undefined : value, 2);

/** The same of what a check finds, before it becomes lines. */
const ofCheck = (check: CoverageCheck) => bytes(checkJson((check as unknown as { report(): CheckReport }).report()));

describe('the command line, the check and the report say the same, byte for byte but for the source:', () => {
  test.each(Object.keys(POLICIES).map((name, index) => [name, `${index}.yaml`]))('%s', async (_, file) => {
    const inventory = NodeInventory.fromFile(workspace.path('prod.yaml'));
    const policy = CoveragePolicy.fromFile(workspace.path(file));
    const alsoRunning = [workspace.path('also.json')];
    const platform = chart();
    MANIFESTS.forEach(one => new ApiObject(platform, one.metadata.name, one));
    const check = new CoverageCheck(platform, 'Check', { inventory, policy, alsoRunning });

    const run = await workspace.run(['check', 'manifests.json', '--inventory', 'prod.yaml', '--also', 'also.json', '--policy', file, '--format', 'json']);
    const ofCommand = bytes(JSON.parse(run.stdout));

    expect(run.stderr).toBe('');
    expect(ofCommand).toContain('"clusters"');
    expect(ofCheck(check)).toBe(ofCommand);
    expect(bytes(CoverageReport.of(MANIFESTS, inventory, { policy, alsoRunning }).toJson())).toBe(ofCommand);
  });

  test('where there is no DaemonSet, and the policy requires one', async () => {
    workspace.write('none.json', JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }));
    const inventory = NodeInventory.fromFile(workspace.path('prod.yaml'));
    const policy = CoveragePolicy.fromFile(workspace.path('0.yaml'));
    const check = new CoverageCheck(chart(), 'Check', { inventory, policy });
    const run = await workspace.run(['check', 'none.json', '--inventory', 'prod.yaml', '--policy', '0.yaml', '--format', 'json']);

    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(ofCheck(check)).toBe(bytes(JSON.parse(run.stdout)));
    expect(bytes(CoverageReport.of([], inventory, { policy }).toJson())).toBe(bytes(JSON.parse(run.stdout)));
  });
});

describe('the policy counts over what is stated beside it, and that over annotations, through every door that takes it:', () => {
  const inventory = NodeInventory.fromFile(workspace.path('prod.yaml'));
  const annotated = manifest({ name: 'agent', annotations: declares({ required: 'pool=annotated' }) });
  const NAME = 'monitoring/agent';
  const requiring = (nodes: string) => [{ daemonSet: NAME, nodes }];
  const exempting = (nodes: string) => [{ daemonSet: NAME, nodes, reason: 'stated' }];
  const GPU = 'kubernetes.io/hostname in (gpu-0,gpu-1)';

  test.each<[string, CoverageReportOptions, object]>([
    ['annotations alone', {}, { daemonSets: [{ required: 0 }] }],
    ['a requirement over an annotation', { requirements: requiring('') }, { success: false, daemonSets: [{ required: 5, running: 3 }] }],
    ['the policy over both', { requirements: requiring(''), policy: CoveragePolicy.of({ requirements: requiring('!nvidia.com/gpu,kubernetes.io/hostname notin (gpu-0,gpu-1)') }) }, { success: true, daemonSets: [{ required: 3, running: 3 }] }],
    ['a pool that only a requirement knows', { requirements: [{ daemonSet: NAME, pools: ['gpu'], os: OperatingSystem.LINUX, arch: Architecture.AMD64 }] }, { success: false, daemonSets: [{ required: 2, running: 0 }] }],
    ['a policy about something else beside a requirement', { requirements: requiring(''), policy: CoveragePolicy.of({ maySelectNone: ['a/b'] }) }, { daemonSets: [{ required: 5 }] }],
    ['an exemption', { requirements: requiring(''), exemptions: exempting(GPU) }, { success: true, daemonSets: [{ required: 3 }], exemptions: [{ reason: 'stated', stale: false }] }],
    ['an exemption that the policy forbids', { requirements: requiring(''), exemptions: exempting(GPU), policy: CoveragePolicy.of({ exemptionsFrom: ExemptionsFrom.POLICY }) },
      { success: false, daemonSets: [{ required: 5 }], exemptions: [], findings: [{ code: 'ForbiddenExemption' }] }],
    ['a day', { exemptions: [{ ...exempting(GPU)[0]!, until: '2026-01-01' }], requirements: requiring(''), today: '2026-01-02' }, { success: false, findings: [{ code: 'ExpiredExemption' }] }],
    ['the age of an inventory', { maxAge: '14d', today: '2026-01-02' }, { findings: [{ code: 'OldInventory' }] }],
  ])('%s', (_, options, expected) => {
    const platform = chart();
    new ApiObject(platform, 'agent', annotated);
    const check = new CoverageCheck(platform, 'Check', { inventory, ...options });
    const report = CoverageReport._ofTree(platform, inventory, options);

    expect(report.toJson()).toMatchObject({ clusters: [expected] });
    expect(ofCheck(check)).toBe(bytes(report.toJson()));
    expect(bytes(CoverageReport.of(Testing.synth(report.success ? platform : copyOf(platform)), inventory, options).toJson())).toBe(bytes(report.toJson()));
    if (report.success) { expect(platform).toCover(inventory, options); } else { expect(() => expect(platform).toCover(inventory, options)).toThrow('expected every required node to run exactly one pod'); }
  });

  /** The same objects in an app without a check, so that a synth does not fail. */
  function copyOf(platform: Chart): Chart {
    const copy = chart();
    platform.apiObjects.forEach(object => new ApiObject(copy, object.node.id, object.toJson()));
    return copy;
  }
});

test('what is wrong with a requirement beside the policy is said with its place, and the day and the age, too', () => {
  const inventory = NodeInventory.fromFile(workspace.path('prod.yaml'));
  const check = (options: CoverageReportOptions) => () => new CoverageCheck(chart(), 'Check', { inventory, ...options });

  expect(check({ requirements: [{ role: 'r' }], exemptions: [{ role: 'r', nodes: '', reason: '' }] })).toThrow(
    'platform/Check: invalid requirements or exemptions:\n  requirements[0].nodes is required: a label selector, "" for every node; pools, os or arch may stand in its place\n  exemptions[0].reason is required: every report shows it');
  expect(check({ today: '2.1.2027' })).toThrow('platform/Check: today must be a date such as "2027-01-31", got "2.1.2027"');
  expect(check({ maxAge: '2w' })).toThrow('platform/Check: maxAge must be days or hours such as 14d or 12h, got "2w"');
  expect(() => CoverageReport.of([], inventory, { requirements: [{ role: '-', nodes: '' }] })).toThrow('CoverageReport: invalid requirements or exemptions:\n  requirements[0].role must begin');
  expect(check({ requirements: [], exemptions: [] })).not.toThrow();
});

test('a selector that the cluster would refuse to change is an error through every door', async () => {
  const changed = manifest({ name: 'tolerant', pod: TOLERANT });
  workspace.write('changed.json', JSON.stringify(changed));
  workspace.write('running.json', JSON.stringify({ ...changed, spec: { ...changed.spec, selector: { matchLabels: { app: 'old' } }, template: { ...changed.spec.template, metadata: { labels: { app: 'old' } } } } }));
  const inventory = NodeInventory.fromFile(workspace.path('prod.yaml'));
  const alsoRunning = [workspace.path('running.json')];
  const platform = chart();
  new ApiObject(platform, 'tolerant', changed);
  const run = await workspace.run(['check', 'changed.json', '--inventory', 'prod.yaml', '--also', 'running.json', '--format', 'json']);

  expect(run).toMatchObject({ status: 1, stderr: '' });
  expect(JSON.parse(run.stdout)).toMatchObject({ clusters: [{ findings: [{ code: 'ChangedSelector', daemonSet: 'monitoring/tolerant' }] }] });
  expect(ofCheck(new CoverageCheck(platform, 'Check', { inventory, alsoRunning }))).toBe(bytes(JSON.parse(run.stdout)));
  expect(bytes(CoverageReport.of([changed], inventory, { alsoRunning }).toJson())).toBe(bytes(JSON.parse(run.stdout)));
});

test('the matchers take the same policy', () => {
  const inventory = NodeInventory.fromFile(workspace.path('prod.yaml'));
  const enough = { policy: CoveragePolicy.fromFile(workspace.path('2.yaml')) };
  const agents = MANIFESTS.slice(0, 1);
  const platform: Chart = chart();
  new ApiObject(platform, 'agent', manifest({ name: 'agent' }));

  expect(agents).not.toCover(inventory);
  expect(agents).toCover(inventory, enough);
  expect(platform).toCover(inventory, enough);
  expect(Testing.synth(platform)).toCover(inventory, enough);
  expect(platform).toMiss(inventory, { pools: ['gpu'] }, enough);
  expect(() => expect(agents).not.toCover(inventory, enough)).toThrow('no required node is left out');
});
