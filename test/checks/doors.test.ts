import { ApiObject, Chart, Testing } from 'cdk8s';
import { chart } from './tree';
import { CoverageCheck, CoveragePolicy, CoverageReport, NodeInventory } from '../../src';
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
  'scenarios': `
  scenarios:
    - { name: maintenance, nodes: "", addTaints: [ { key: maintenance, effect: NoExecute } ] }
    - { name: flash, nodes: kubernetes.io/hostname=general-0, addLabels: { disk: ssd } }
  requirements: [ { daemonSet: monitoring/agent, nodes: "", minimum: 2 } ]`,
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
    const scenarios = ['not-ready', 'new-node', ...policy._policy.scenarios.map(({ name }) => name)];
    const platform = chart();
    MANIFESTS.forEach(one => new ApiObject(platform, one.metadata.name, one));
    const check = new CoverageCheck(platform, 'Check', { inventory, policy, alsoRunning, scenarios });

    const run = await workspace.run(['check', 'manifests.json', '--inventory', 'prod.yaml', '--also', 'also.json', '--policy', file, '--format', 'json', ...scenarios.flatMap(name => ['--scenario', name])]);
    const ofCommand = bytes(JSON.parse(run.stdout));

    expect(run.stderr).toBe('');
    expect(ofCommand).toContain('"clusters"');
    expect(ofCommand).toContain('"scenario": "not-ready"');
    expect(ofCheck(check)).toBe(ofCommand);
    expect(bytes(CoverageReport.of(MANIFESTS, inventory, { policy, alsoRunning, scenarios }).toJson())).toBe(ofCommand);
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

test('the matchers take the same scenarios, and tell a scenario from the declared state', () => {
  const inventory = NodeInventory.fromFile(workspace.path('prod.yaml'));
  const scenarios = { scenarios: ['not-ready'] };
  const tolerant = [manifest({ name: 'tolerant', pod: { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }] } })];

  expect(tolerant).toCover(inventory, scenarios); // a warning is none
  expect(tolerant).toMiss(inventory, { pools: ['gpu', 'general'], code: 'UntoleratedTaint', scenario: 'not-ready' }, scenarios);
  expect(tolerant).not.toMiss(inventory, { pools: ['gpu', 'general'] }, scenarios);
  expect(() => expect(tolerant).toCover(inventory, { scenarios: ['not-redy'] })).toThrow('CoverageReport: scenarios: there is no scenario "not-redy" (typo of "not-ready"?); there are cordoned, ');
  expect(() => new CoverageCheck(chart(), 'Check', { inventory, scenarios: ['nothing'] })).toThrow('platform/Check: scenarios: there is no scenario "nothing"; there are cordoned, ');
});
