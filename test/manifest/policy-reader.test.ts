import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { POLICY_FIELDS } from '../../src/manifest/policy-fields';
import { readPolicy, readPolicyData } from '../../src/manifest/policy-reader';
import { Architecture, OperatingSystem } from '../../src/model/platform';
import { mutated } from '../mutated-text';

const policy = (...spec: string[]) => `apiVersion: everynode.dev/v1\nkind: CoveragePolicy\nmetadata: { name: p }\nspec:\n${spec.map(line => `  ${line}\n`).join('')}`;
const problems = (...spec: string[]) => readPolicy(policy(...spec), 'policy.yaml').problems.map(({ file, line, message }) => `${file}:${line}: ${message.replace('CoveragePolicy p: spec.', '')}`);

const WHOLE = policy(
  'exemptionsFrom: policy',
  'roles:',
  '  - { name: node-metrics, daemonSets: [monitoring/node-exporter, monitoring/windows-exporter] }',
  'requirements:',
  '  - { role: network-plugin, nodes: "" }',
  '  - { daemonSet: logging/fluentd, nodes: kubernetes.io/os=linux, minimumShare: 95% }',
  '  - { daemonSet: logging/audit, nodes: audit, minimum: 3 }',
  'exemptions:',
  '  - { daemonSet: logging/fluentd, nodes: sandbox=true, reason: no data may leave, until: "2027-01-01", owner: data-protection }',
  '  - { role: network-plugin, nodes: bare, reason: none }',
  'maySelectNone: [storage/ceph]',
);

test('a policy is read, each statement with its place', () => {
  const place = (line: number, column: number) => ({ file: 'policy.yaml', line, column });
  const selecting = (key: string, operator: string, values: string[]) => ({ labels: { requirements: [{ key, operator, values }] } });

  expect(readPolicy(WHOLE, 'policy.yaml')).toEqual({
    problems: [],
    policy: {
      exemptionsFrom: 'policy',
      roles: [{ name: 'node-metrics', daemonSets: ['monitoring/node-exporter', 'monitoring/windows-exporter'], source: place(7, 7) }],
      requirements: [
        { role: 'network-plugin', nodes: { labels: { requirements: [] } }, source: place(9, 7) },
        { daemonSet: 'logging/fluentd', nodes: selecting('kubernetes.io/os', 'In', ['linux']), minimum: { share: 9500 }, source: place(10, 7) },
        { daemonSet: 'logging/audit', nodes: selecting('audit', 'Exists', []), minimum: { nodes: 3 }, source: place(11, 7) },
      ],
      exemptions: [
        {
          daemonSet: 'logging/fluentd',
          nodes: { requirements: [{ key: 'sandbox', operator: 'In', values: ['true'] }] },
          reason: 'no data may leave',
          until: '2027-01-01',
          owner: 'data-protection',
          source: place(13, 7),
        },
        { role: 'network-plugin', nodes: { requirements: [{ key: 'bare', operator: 'Exists', values: [] }] }, reason: 'none', source: place(14, 7) },
      ],
      maySelectNone: ['storage/ceph'],
    },
  });
});

test('pools, operating system and architecture stand beside the nodes, or in their place', () => {
  const scopes = readPolicy(policy('requirements:', '  - { role: a, pools: [gpu, big, gpu], arch: arm64 }', '  - { role: b, nodes: disk, os: linux }')).policy?.requirements.map(({ nodes }) => nodes);

  expect(scopes).toEqual([
    { labels: { requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }] }, pools: ['big', 'gpu'] },
    { labels: { requirements: [{ key: 'disk', operator: 'Exists', values: [] }, { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] } },
  ]);
});

test('what is left out is what a person would mean', () => {
  expect(readPolicy(policy('maySelectNone: [a/b]')).policy).toEqual({ exemptionsFrom: 'anywhere', roles: [], requirements: [], exemptions: [], maySelectNone: ['a/b'] });
});

describe('place, found and allowed are named:', () => {
  test.each([
    ['exemptionsFrom: Policy', 'exemptionsFrom must be anywhere or policy, got "Policy" (typo of "policy"?)'],
    ['exemptionsFrom: nobody', 'exemptionsFrom must be anywhere or policy, got "nobody"'],
    ['scenarios: [ {} ]', 'scenarios is unknown; allowed are exemptionsFrom, roles, requirements, exemptions, maySelectNone'],
    ['requirments: [ {} ]', 'requirments is unknown; did you mean requirements?'],
    ['requirements: [ { daemonSet: a/b, nodes: "", minimun: 3 } ]', 'requirements[0].minimun is unknown; did you mean minimum?'],
    ['requirements: {}', 'requirements must be a list, got a map'],
    ['requirements: [ { nodes: "" } ]', 'requirements[0] must have either daemonSet (namespace/name) or role'],
    ['requirements: [ { daemonSet: a/b, role: c, nodes: "" } ]', 'requirements[0] must have either daemonSet (namespace/name) or role, not both'],
    ['requirements: [ { daemonSet: fluentd, nodes: "" } ]', 'requirements[0].daemonSet must be namespace/name of a DaemonSet, such as "logging/fluentd", got "fluentd"'],
    ['requirements: [ { daemonSet: a/b/c, nodes: "" } ]', 'requirements[0].daemonSet must be namespace/name of a DaemonSet, such as "logging/fluentd", got "a/b/c"'],
    ['requirements: [ { role: "", nodes: "" } ]', 'requirements[0].role is required: the name of a role, such as "log-collector"'],
    ['requirements: [ { role: -a, nodes: "" } ]', 'requirements[0].role must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between, got "-a"'],
    ['requirements: [ { role: a } ]', 'requirements[0].nodes is required: a label selector, "" for every node; pools, os or arch may stand in its place'],
    ['requirements: [ { role: a, nodes: "x in" } ]', expect.stringContaining('requirements[0].nodes is invalid: ')],
    ['requirements: [ { role: a, nodes: "", minimum: 0 } ]', 'requirements[0].minimum must be 1 or more, got 0'],
    ['requirements: [ { role: a, nodes: "", minimum: 95% } ]', 'requirements[0].minimum must be a whole number, got "95%"'],
    ['requirements: [ { role: a, nodes: "", minimumShare: 0.95 } ]', 'requirements[0].minimumShare must be text: put it in quotes, got 0.95'],
    ['requirements: [ { role: a, nodes: "", minimumShare: 0% } ]', 'requirements[0].minimumShare must be a share above 0% and up to 100%, such as "95%", got "0%"'],
    ['requirements: [ { role: a, nodes: "", minimumShare: 100.01% } ]', 'requirements[0].minimumShare must be a share above 0% and up to 100%, such as "95%", got "100.01%"'],
    ['requirements: [ { role: a, nodes: "", minimum: 1, minimumShare: 5% } ]', 'requirements[0] must have either minimum (a number of nodes) or minimumShare, not both'],
    ['requirements: [ { role: a, nodes: x }, { role: a, nodes: z } ]', 'requirements[1].role must be required once: "z" contradicts "x" of spec.requirements[0], got "a"'],
    ['requirements: [ { role: a, nodes: x }, { role: a, nodes: " x" } ]', 'requirements[1].role must be required once, but spec.requirements[0] requires it, too, got "a"'],
    ['requirements: [ { role: a, pools: [] } ]', 'requirements[0].pools must name at least one pool of the inventory'],
    ['requirements: [ { role: a, pools: [""] } ]', 'requirements[0].pools[0] must be the name of a pool of the inventory, got ""'],
    ['requirements: [ { role: a, pools: gpu } ]', 'requirements[0].pools must be a list, got "gpu"'],
    ['requirements: [ { role: a, os: Linux } ]', 'requirements[0].os must be linux or windows, got "Linux" (typo of "linux"?)'],
    ['requirements: [ { role: a, arch: x86_64 } ]', 'requirements[0].arch must be amd64, arm, arm64, loong64, ppc64le, riscv64, s390x or 386, got "x86_64"'],
    ['requirements: [ { role: a, arch: 386 } ]', 'requirements[0].arch must be text: put it in quotes, got 386'],
    ['requirements: [ { role: a, nodes: kubernetes.io/os=windows, os: linux } ]', 'requirements[0] contradicts itself: no node can be "kubernetes.io/os=windows,kubernetes.io/os=linux"'],
    ['requirements: [ { role: a, nodes: "x=1,x=2" } ]', 'requirements[0] contradicts itself: no node can be "x=1,x=2"'],
    ['requirements: [ { role: a, nodes: x }, { role: a, pools: [gpu] } ]', 'requirements[1].role must be required once: pool gpu contradicts "x" of spec.requirements[0], got "a"'],
    ['requirements: [ { daemonSet: a/b, os: linux }, { daemonSet: a/b, nodes: kubernetes.io/os=linux } ]', 'requirements[1].daemonSet must be required once, but spec.requirements[0] requires it, too, got "a/b"'],
    ['exemptions: [ { role: a, nodes: "", pools: [gpu], reason: r } ]', 'exemptions[0].pools is unknown; allowed are daemonSet, role, nodes, reason, until, owner'],
    ['exemptions: [ { role: a, nodes: "" } ]', 'exemptions[0].reason is required: every report shows it'],
    ['exemptions: [ { role: a, nodes: "", reason: r, until: "2027-02-30" } ]', 'exemptions[0].until must be a date such as "2027-01-31", got "2027-02-30"'],
    ['roles: [ { daemonSets: [a/b] } ]', 'roles[0].name is required: the name of a role, such as "log-collector"'],
    ['roles: [ { name: a } ]', 'roles[0].daemonSets must name at least one DaemonSet, as namespace/name'],
    ['roles: [ { name: a, daemonSets: [a/b] }, { name: a, daemonSets: [a/c] } ]', 'roles[1].name must be unique, but spec.roles[0].name names it, too, got "a"'],
    ['roles: [ { name: a, daemonSets: [a/b] }, { name: c, daemonSets: [a/b] } ]', 'roles[1].daemonSets[0] must have one role, but spec.roles[0].daemonSets[0] names it, too, got "a/b"'],
    ['maySelectNone: [ceph]', 'maySelectNone[0] must be namespace/name of a DaemonSet, such as "logging/fluentd", got "ceph"'],
  ])('%s', (line, message) => {
    const [first = '', ...more] = problems(line);

    expect(more).toEqual([]);
    expect(first.replace(/^policy\.yaml:5: /, '')).toEqual(message);
    expect(first).toMatch(/^policy\.yaml:5: /);
  });
});

test('everything that is wrong is reported at once', () => {
  expect(problems('exemptionsFrom: x', 'roles: [ { name: 5, daemonSets: [b] } ]', 'requirement: []')).toEqual([
    'policy.yaml:6: roles[0].name must be text: put it in quotes, got 5',
    'policy.yaml:5: exemptionsFrom must be anywhere or policy, got "x"',
    'policy.yaml:6: roles[0].daemonSets[0] must be namespace/name of a DaemonSet, such as "logging/fluentd", got "b"',
    'policy.yaml:7: requirement is unknown; did you mean requirements?',
  ]);
});

describe('a file without exactly one policy that says something is refused:', () => {
  test.each([
    ['apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n', 'Pod p is no policy: expected one CoveragePolicy (everynode.dev/v1)'],
    ['apiVersion: everynode.dev/v2\nkind: CoveragePolicy\n', 'CoveragePolicy (without a name): apiVersion must be everynode.dev/v1, got "everynode.dev/v2"'],
    [`${WHOLE}---\n${WHOLE}`, 'CoveragePolicy p is one object too many: expected one CoveragePolicy (everynode.dev/v1) in a file'],
    ['# nothing\n', 'there is no policy: expected one CoveragePolicy (everynode.dev/v1)'],
    ['a: [', expect.any(String)],
    [policy('{}'), 'CoveragePolicy p: spec must say something: exemptionsFrom, roles, requirements, exemptions or maySelectNone'],
    ['apiVersion: everynode.dev/v1\nkind: CoveragePolicy\n', 'CoveragePolicy (without a name): spec must say something: exemptionsFrom, roles, requirements, exemptions or maySelectNone'],
  ])('%j', (text, message) => {
    const reading = readPolicy(text);

    expect(reading.policy).toBeUndefined();
    expect(reading.problems.map(problem => problem.message)).toEqual([message]);
  });
});

test('whatever a hand that slips makes of it, it is a policy or a problem of one line', () => {
  const text = WHOLE.replace('  exemptions:', '    - { role: logs, pools: [gpu, big], os: linux, arch: arm64 }\n  exemptions:');

  expect(readPolicy(text).problems).toEqual([]);
  fc.assert(fc.property(mutated(text), slipped => {
    const { policy: parsed, problems: found } = readPolicy(slipped, 'policy.yaml');

    expect(parsed === undefined).toBe(found.length > 0);
    expect(found.filter(({ message, file }) => /[\n\r]/.test(message) || file !== 'policy.yaml')).toEqual([]);
  }), { numRuns: 500 });
});

test('data is read like a file, without places', () => {
  expect(readPolicyData({ requirements: [{ role: 'a', nodes: '', minimumShare: '99.5%' }] })).toEqual({
    problems: [],
    policy: {
      exemptionsFrom: 'anywhere',
      roles: [],
      requirements: [{ role: 'a', nodes: { labels: { requirements: [] } }, minimum: { share: 9950 }, source: {} }],
      exemptions: [],
      maySelectNone: [],
    },
  });
  expect(readPolicyData({ maySelectNone: ['a'] }).problems).toMatchObject([{ path: ['spec', 'maySelectNone', 0] }]);
});

describe('the JSON schema that editors use', () => {
  interface Schema {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: Schema;
    readonly enum?: readonly string[];
    readonly properties?: Record<string, Schema>;
    readonly additionalProperties?: false | Schema;
  }
  const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'schemas', 'coverage-policy.schema.json'), 'utf8')) as Schema & { readonly definitions: Record<string, Schema> };

  /** A type of the schema in the words of the reader's table. */
  const typeOf = ({ type, $ref, items, additionalProperties }: Schema): string => {
    if ($ref) { return $ref.replace('#/definitions/', ''); }
    if (type === 'array') { return `[]${typeOf(items ?? {})}`; }
    if (type === 'object' && additionalProperties) { return `{}${typeOf(additionalProperties)}`; }
    return type === 'integer' ? 'int32' : type ?? '';
  };

  test('has the fields of the reader\'s table, with their types, and no other', () => {
    const table = Object.fromEntries(Object.entries(schema.definitions).map(([name, { properties = {} }]) =>
      [name, Object.fromEntries(Object.entries(properties).map(([field, property]) => [field, typeOf(property)]))]));

    expect(table).toEqual(POLICY_FIELDS);
    expect(Object.entries(schema.definitions).filter(([, { additionalProperties }]) => additionalProperties !== false)).toEqual([]);
    expect(schema.$ref).toBe('#/definitions/CoveragePolicy');
  });

  test('knows the same operating systems and architectures', () => {
    const { os, arch } = schema.definitions.PolicyRequirement!.properties!;

    expect(os!.enum).toEqual(Object.values(OperatingSystem));
    expect([...arch!.enum!].sort()).toEqual(Object.values(Architecture).sort());
  });
});
