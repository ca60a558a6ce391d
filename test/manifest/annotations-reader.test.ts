import * as fc from 'fast-check';
import { readAnnotations } from '../../src/manifest/annotations-reader';
import { parseLabelSelector } from '../../src/model/label-selector';
import { mutated } from '../mutated-text';

const DOMAIN = 'everynode.dev/';
const declared = (annotations: Record<string, string>) => readAnnotations(Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`${DOMAIN}${name}`, value]))).declared;
const problems = (name: string, value: string) => readAnnotations({ [`${DOMAIN}${name}`]: value }).problems.map(({ path, message }) => {
  expect(path).toEqual(['metadata', 'annotations', `${DOMAIN}${name}`]);
  return message;
});
const exempt = (...exemptions: unknown[]) => problems('exempt', JSON.stringify(exemptions));

describe('annotations', () => {
  test.each<Parameters<typeof readAnnotations>>([[undefined], [null], [{}], [{ 'example.com/role': 'x' }]])('that say nothing declare nothing: %j', annotations => {
    expect(readAnnotations(annotations)).toEqual({ declared: { exemptions: [], maySelectNone: false }, problems: [] });
  });

  test('declare where a DaemonSet must run, where it need not, and together with whom', () => {
    expect(declared({
      'required-nodes': 'kubernetes.io/os=linux',
      'exempt': '[{"nodes":"sandbox=true","reason":"no customer data may leave","until":"2027-01-01","owner":"data-protection"},{"nodes":"","reason":"r"}]',
      'role': 'log-collector',
      'may-select-none': 'true',
    })).toEqual({
      required: { labels: parseLabelSelector('kubernetes.io/os=linux') },
      exemptions: [
        { nodes: parseLabelSelector('sandbox=true'), reason: 'no customer data may leave', until: '2027-01-01', owner: 'data-protection' },
        { nodes: { requirements: [] }, reason: 'r' },
      ],
      role: 'log-collector',
      maySelectNone: true,
    });
  });

  test('may require every node', () => {
    expect(declared({ 'required-nodes': '' }).required).toEqual({ labels: { requirements: [] } });
    expect(declared({}).required).toBeUndefined();
  });

  test('are those of an agent, too', () => {
    expect([...problems('agent', 'LogCollectorDaemonSet'), ...problems('config-hash', 'abc')]).toEqual([]);
  });

  test('say which architectures the images are for', () => {
    expect(readAnnotations({ [`${DOMAIN}architectures`]: 'arm64, amd64' }).architectures).toEqual(['arm64', 'amd64']);
    expect(readAnnotations({}).architectures).toBeUndefined();
  });

  test('say what must be there besides', () => {
    const needs = (text: string) => readAnnotations({ [`${DOMAIN}needs`]: text }).needs;

    expect(needs('Deployment/operator, Service/net/typha')).toEqual([{ kind: 'Deployment', name: 'operator' }, { kind: 'Service', namespace: 'net', name: 'typha' }]);
    expect(needs('')).toEqual([]);
    expect(readAnnotations({}).needs).toBeUndefined();
    expect(problems('needs', 'operator')).toEqual(['is invalid: must be a kind and a name, such as "Deployment/operator" or "Service/kube-system/typha", got "operator"']);
  });

  test('say which taints of new nodes the pods remove', () => {
    expect(readAnnotations({ [`${DOMAIN}removes-taints`]: 'example.com/a, b' }).removesTaints).toEqual(['example.com/a', 'b']);
    expect(readAnnotations({}).removesTaints).toBeUndefined();
  });

  test('say whose jobs it does itself', () => {
    expect(readAnnotations({ [`${DOMAIN}replaces`]: 'kube-proxy, node-ipam' }).replaces).toEqual(['kube-proxy', 'node-ipam']);
    expect(readAnnotations({}).replaces).toBeUndefined();
  });

  test('fails when there is one that nobody knows, in our domain only', () => {
    expect(problems('required-node', 'x')).toMatchInlineSnapshot(`
[
  "is no annotation that everynode knows (everynode.dev/required-nodes, everynode.dev/exempt, everynode.dev/role, everynode.dev/may-select-none, everynode.dev/architectures, everynode.dev/needs, everynode.dev/removes-taints, everynode.dev/replaces, everynode.dev/agent); did you mean everynode.dev/required-nodes?",
]
`);
    expect(problems('whatever', 'x')[0]).not.toContain('did you mean');
    expect(readAnnotations({ 'everynode.example/role': 'x', '__proto__': 'x', 'constructor': 'x' }).problems).toEqual([]);
  });

  test('of objects by nature are no annotations', () => {
    expect(readAnnotations(Object.create({ [`${DOMAIN}role`]: 'x' })).declared.role).toBeUndefined();
  });
});

describe('an annotation', () => {
  test.each([
    ['required-nodes', 'gpu in (', 'is invalid: selector "gpu in (": expected ")" at its end'],
    ['required-nodes', 'a=b=c', 'is invalid: selector "a=b=c": expected "," at character 4, got "="'],
    ['architectures', '', 'is invalid: must be architectures with commas between, such as "amd64,arm64", got ""'],
    ['architectures', 'amd64,', 'is invalid: must be architectures with commas between, such as "amd64,arm64", got "amd64,"'],
    ['architectures', 'amd64 arm64', 'is invalid: must be architectures with commas between, such as "amd64,arm64", got "amd64 arm64"'],
    ['removes-taints', '', 'is invalid: must be keys of taints with commas between, such as "example.com/agent-not-ready": a key must have a name of 1-63 characters, got ""'],
    ['removes-taints', 'a,b:NoSchedule', 'is invalid: must be keys of taints with commas between, such as "example.com/agent-not-ready": a key must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between, got "b:NoSchedule"'],
    ['replaces', 'kube-proxy,', 'is invalid: a role must not be empty, got ""'],
    ['role', '', 'is invalid: a role must not be empty, got ""'],
    ['role', 'a b', 'is invalid: a role must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between, got "a b"'],
    ['role', 'x'.repeat(64), `is invalid: a role must have at most 63 characters (this one has 64), got "${'x'.repeat(64)}"`],
    ['may-select-none', 'yes', 'is invalid: must be "true" or "false", got "yes"'],
    ['may-select-none', '', 'is invalid: must be "true" or "false", got ""'],
    ['may-select-none', 'True', 'is invalid: must be "true" or "false", got "True"'],
    ['exempt', '', 'is invalid: must be a JSON list of exemptions, [{"nodes":"sandbox=true","reason":"…"}], got ""'],
    ['exempt', 'sandbox=true', 'is invalid: must be a JSON list of exemptions, [{"nodes":"sandbox=true","reason":"…"}], got "sandbox=true"'],
    ['exempt', '[{"nodes":', 'is invalid: must be a JSON list of exemptions, [{"nodes":"sandbox=true","reason":"…"}], got "[{\\"nodes\\":"'],
    ['exempt', '{"nodes":"a","reason":"r"}', 'is invalid: must be a JSON list of exemptions, [{"nodes":"sandbox=true","reason":"…"}], got a map'],
    ['exempt', '[{"nodes":"a","nodes":"b","reason":"r"}]', 'is invalid: the key "nodes" is there twice'],
    ['exempt', '['.repeat(10_000) + ']'.repeat(10_000), 'is invalid: more than 200 lists and maps lie in each other'],
  ])('fails when %s is %j', (name, value, problem) => {
    expect(problems(name, value)).toEqual([problem]);
  });

  test('declares nothing where it fails', () => {
    expect(declared({ 'required-nodes': 'gpu in (', 'role': 'a b', 'may-select-none': 'yes', 'exempt': '[{}]' })).toEqual({ exemptions: [], maySelectNone: false });
  });
});

describe('an exemption', () => {
  const sound = { nodes: 'sandbox=true', reason: 'r' };

  test.each<[string, unknown, string]>([
    ['no map', 5, 'must be a map with nodes and reason, got 5'],
    ['without nodes', { reason: 'r' }, 'needs nodes, a label selector as text'],
    ['with nodes that are no text', { ...sound, nodes: ['a'] }, 'needs nodes, a label selector as text, got a list'],
    ['with nodes that are no selector', { ...sound, nodes: 'a in' }, 'has invalid nodes: selector "a in": expected "(" at its end'],
    ['without a reason', { nodes: 'a' }, 'needs a reason'],
    ['with an empty reason', { nodes: 'a', reason: ' ' }, 'needs a reason'],
    ['with a reason that is no text', { nodes: 'a', reason: 5 }, 'needs a reason'],
    ['until a day that is none', { ...sound, until: '2027-02-30' }, 'has an invalid date: until must be a date such as "2027-01-31", got "2027-02-30"'],
    ['until a number', { ...sound, until: 2027 }, 'has an invalid date: until must be text, got 2027'],
    ['of an owner that is no text', { ...sound, owner: 5 }, 'must have text as its owner, got 5'],
    ['with a key that nobody knows', { ...sound, untill: '2027-01-01' }, 'has an unknown key "untill"; nodes, reason, until and owner are known'],
    ['with everything wrong', { until: 'soon', x: 1 }, 'has an unknown key "x"; nodes, reason, until and owner are known; it needs nodes, a label selector as text; it needs a reason; it has an invalid date: until must be a date such as "2027-01-31", got "soon"'],
  ])('fails when it is %s', (_, exemption, problem) => {
    expect(exempt(sound, exemption)).toEqual([`is invalid: exemption 2 ${problem}`]);
  });

  test('fails when its keys are those of objects by nature', () => {
    expect(problems('exempt', '[{"nodes":"a","reason":"r","__proto__":{"until":"soon"},"constructor":1}]')).toEqual([
      'is invalid: exemption 1 has an unknown key "__proto__"; nodes, reason, until and owner are known; it has an unknown key "constructor"; nodes, reason, until and owner are known',
    ]);
  });

  test('fails beside others that fail', () => {
    expect(exempt({ nodes: 'a' }, sound, { reason: 'r' })).toHaveLength(2);
  });
});

test('whatever annotations say is read or reported on one line', () => {
  const names = fc.constantFrom('required-nodes', 'exempt', 'role', 'may-select-none', 'agent', 'x');
  const value = fc.oneof(fc.string({ unit: 'binary' }), mutated('[{"nodes":"sandbox=true,!a","reason":"r","until":"2027-01-01"}]', 'disk in (a,b),!c'));

  fc.assert(fc.property(names, value, (name, text) => {
    expect(problems(name, text).filter(message => /[\n\r]/.test(message))).toEqual([]);
  }), { numRuns: 1000 });
});
