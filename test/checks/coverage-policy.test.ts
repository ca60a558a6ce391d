import { chart, errorsOf, file, INVENTORY, rawDaemonSet, TOLERANT } from './tree';
import { CoverageCheck, CoveragePolicy, CoverageReport, ExemptionsFrom, TaintEffect } from '../../src';
import { declares, manifest } from '../builders';

const messageOf = (make: () => unknown) => {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

test('a policy in a file and the same in code are equal but for its places', () => {
  const text = `apiVersion: everynode.dev/v1
kind: CoveragePolicy
spec:
  exemptionsFrom: policy
  roles: [ { name: logs, daemonSets: [a/b] } ]
  requirements: [ { role: logs, nodes: "", minimumShare: 95% } ]
  exemptions: [ { daemonSet: a/b, nodes: x, reason: r, until: "2027-01-01", owner: o } ]
  maySelectNone: [a/b]
  scenarios: [ { name: s, nodes: x, addTaints: [ { key: t, value: v, effect: NoExecute } ], addLabels: { l: m }, removeLabels: [k] } ]
`;
  const stated = CoveragePolicy.of({
    exemptionsFrom: ExemptionsFrom.POLICY,
    roles: [{ name: 'logs', daemonSets: ['a/b'] }],
    requirements: [{ role: 'logs', nodes: '', minimumShare: '95%' }],
    exemptions: [{ daemonSet: 'a/b', nodes: 'x', reason: 'r', until: '2027-01-01', owner: 'o' }],
    maySelectNone: ['a/b'],
    scenarios: [{ name: 's', nodes: 'x', addTaints: [{ key: 't', value: 'v', effect: TaintEffect.NO_EXECUTE }], addLabels: { l: 'm' }, removeLabels: ['k'] }],
  })._policy;
  const placeless = (policy: unknown) => JSON.stringify(policy, (key, value: unknown) => key === 'source' ? {} : value instanceof Map ? [...value] : value);

  expect(placeless(CoveragePolicy.fromFile(file('policy.yaml', text))._policy)).toEqual(placeless(stated));
});

test('everything that is wrong is in one error', () => {
  const path = file('policy.yaml', 'apiVersion: everynode.dev/v1\nkind: CoveragePolicy\nspec:\n  requirements: [ { nodes: "a in" } ]\n  more: 1\n');

  expect(messageOf(() => CoveragePolicy.fromFile(path))?.split('\n')).toEqual([
    'invalid coverage policy:',
    `  ${path}:4: CoveragePolicy (without a name): spec.requirements[0] must have either daemonSet (namespace/name) or role`,
    expect.stringContaining(`  ${path}:4: CoveragePolicy (without a name): spec.requirements[0].nodes is invalid: `),
    `  ${path}:5: CoveragePolicy (without a name): spec.more is unknown; allowed are exemptionsFrom, roles, requirements, exemptions, maySelectNone, scenarios`,
  ]);
  expect(messageOf(() => CoveragePolicy.of({ maySelectNone: ['a', 'b'] }))?.split('\n')).toEqual([
    'invalid coverage policy:',
    '  maySelectNone[0] must be namespace/name of a DaemonSet, such as "logging/fluentd", got "a"',
    '  maySelectNone[1] must be namespace/name of a DaemonSet, such as "logging/fluentd", got "b"',
  ]);
  expect(messageOf(() => CoveragePolicy.of({}))).toBe('invalid coverage policy:\n  it must say something: exemptionsFrom, roles, requirements, exemptions, maySelectNone or scenarios');
});

test('a file that is not there, or is no text, is named', () => {
  expect(messageOf(() => CoveragePolicy.fromFile('missing.yaml'))).toBe('invalid coverage policy: there is no file missing.yaml');
  expect(messageOf(() => CoveragePolicy.fromFile(__dirname))).toContain(`invalid coverage policy: ${__dirname} cannot be read: `);
});

describe('a check', () => {
  test('holds the app to its policy', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Agent', { pod: TOLERANT });
    new CoverageCheck(platform, 'Check', { inventory: INVENTORY, policy: CoveragePolicy.of({ requirements: [{ role: 'logs', nodes: '' }] }) });

    expect(errorsOf(platform)).toEqual([
      '[platform/Check] MissingRole: the policy requires the role logs, and no DaemonSet has it (general-0, general-1, general-2 and 2 more, pools general, gpu): '
      + 'add a DaemonSet of that role, or give it to one that is there: in spec.roles of the policy, or by the annotation everynode.dev/role: logs',
    ]);
  });

  test('says how many nodes are enough', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Agent');
    const check = (id: string, minimum: number) => new CoverageCheck(platform, id, { inventory: INVENTORY, policy: CoveragePolicy.of({ requirements: [{ daemonSet: 'monitoring/agent', nodes: '', minimum }] }) });
    check('Enough', 3);
    check('More', 4);

    expect(errorsOf(platform)).toEqual([expect.stringContaining('[platform/More] monitoring/agent (platform/Agent) misses 2 of 5 nodes (gpu-0, gpu-1), runs on 3 and must on 4 at least: untolerated taint')]);
  });
});

test('a report takes the day, and what also runs', () => {
  const exempt = manifest({ annotations: declares({ exempt: [{ nodes: 'nvidia.com/gpu.present', reason: 'r', until: '2027-01-01' }] }) });
  const also = file('also.json', JSON.stringify(manifest({ name: 'also', pod: { ...TOLERANT, priorityClassName: 'system-node-critical', containers: [{ name: 'a', image: 'a:1', resources: { requests: { memory: '29Gi' } } }] } })));

  expect(CoverageReport.of([exempt], INVENTORY, { today: '2027-01-01' }).success).toBe(true);
  expect(CoverageReport.of([exempt], INVENTORY, { today: '2027-01-02' }).success).toBe(false);
  expect(messageOf(() => CoverageReport.of([exempt], INVENTORY, { today: '2.1.2027' }))).toBe('CoverageReport: today must be a date such as "2027-01-31", got "2.1.2027"');

  const big = manifest({ pod: { ...TOLERANT, containers: [{ name: 'a', image: 'a:1', resources: { requests: { memory: '10Gi' } } }] } });
  expect(CoverageReport.of([big], INVENTORY).success).toBe(true);
  expect(CoverageReport.of([big], INVENTORY, { alsoRunning: [also] }).success).toBe(false);
});
