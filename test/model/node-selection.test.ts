import * as fc from 'fast-check';
import { parseLabelSelector, selects } from '../../src/model/label-selector';
import { isVirtual } from '../../src/model/node';
import { NodeAffinity } from '../../src/model/node-affinity';
import { NodeSelection, RenderedSelection } from '../../src/model/node-selection';
import { Architecture, OperatingSystem } from '../../src/model/platform';
import { Toleration } from '../../src/model/toleration';

const LINUX = { 'kubernetes.io/os': 'linux' };
const rendered = (selection: NodeSelection) => selection._render('linux', []);
const shown = ({ terms }: RenderedSelection) => terms.map(term => term
  .filter(({ key }) => key !== 'type' && key !== 'eks.amazonaws.com/compute-type')
  .map(({ key, operator, values }) => [key, operator, ...values].join(' ')));

/** Whether a manifest that carries a selection admits a node: its selector and one of its terms. */
function admits({ nodeSelector, terms }: RenderedSelection, labels: { readonly [key: string]: string }): boolean {
  const node = new Map(Object.entries(labels));
  return Object.entries(nodeSelector).every(([key, value]) => node.get(key) === value)
    && NodeAffinity.of(terms.map(matchExpressions => ({ matchExpressions, matchFields: [] }))).matches('node', node);
}

describe('a node selection', () => {
  test('is every node of the operating system, whatever its taints, except virtual ones', () => {
    const all = rendered(NodeSelection.everyNode());

    expect(all).toEqual({
      nodeSelector: LINUX,
      terms: [[{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }, { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] }]],
      tolerations: [{ operator: 'Exists' }],
      annotations: { 'everynode.dev/required-nodes': 'kubernetes.io/os=linux' },
    });
    expect(admits(all, LINUX)).toBe(true);
    expect(admits(all, { 'kubernetes.io/os': 'windows' })).toBe(false);
    expect(admits(all, { ...LINUX, 'eks.amazonaws.com/compute-type': 'fargate' })).toBe(false);
    expect(admits(all, { ...LINUX, type: 'virtual-kubelet' })).toBe(false);
    expect(admits(all, { ...LINUX, type: 'worker' })).toBe(true);
  });

  test('is the workers or the control plane', () => {
    const controlPlane = { ...LINUX, 'node-role.kubernetes.io/control-plane': '' };

    expect([LINUX, controlPlane].map(node => admits(rendered(NodeSelection.workers()), node))).toEqual([true, false]);
    expect([LINUX, controlPlane].map(node => admits(rendered(NodeSelection.controlPlane()), node))).toEqual([false, true]);
    expect(rendered(NodeSelection.controlPlane()).tolerations).toEqual([{ operator: 'Exists' }]);
  });

  test('is the nodes with labels', () => {
    expect(rendered(NodeSelection.labeled({ 'disk': 'ssd', 'nvidia.com/gpu.present': 'true' })).nodeSelector).toEqual({
      ...LINUX, 'disk': 'ssd', 'nvidia.com/gpu.present': 'true',
    });
    expect(rendered(NodeSelection.labeled({ 'node-role.kubernetes.io/ingress': '' })).nodeSelector['node-role.kubernetes.io/ingress']).toBe('');
  });

  test('is the nodes of an operating system or an architecture', () => {
    expect(rendered(NodeSelection.ofArchitecture(Architecture.ARM64))).toMatchObject({
      nodeSelector: { ...LINUX, 'kubernetes.io/arch': 'arm64' },
      tolerations: [{ operator: 'Exists' }],
      annotations: { 'everynode.dev/required-nodes': 'kubernetes.io/os=linux,kubernetes.io/arch=arm64' },
    });
    expect(rendered(NodeSelection.ofOperatingSystem(OperatingSystem.LINUX)).nodeSelector).toEqual(LINUX);
    expect(() => rendered(NodeSelection.ofOperatingSystem(OperatingSystem.WINDOWS))).toThrow('nodes: kubernetes.io/os=windows leaves out every node that this agent can run on (kubernetes.io/os=linux)');
  });

  test('is what a label selector says, in nodeSelector where that can say it', () => {
    const selection = rendered(NodeSelection.matching('disk=ssd,zone in (a,b),!spot,tier!=web,gpu,size>4'));

    expect(selection.nodeSelector).toEqual({ ...LINUX, disk: 'ssd' });
    expect(shown(selection)).toEqual([['zone In a b', 'spot DoesNotExist', 'tier NotIn web', 'gpu Exists', 'size Gt 4']]);
    expect(selection.annotations['everynode.dev/required-nodes']).toBe('kubernetes.io/os=linux,disk=ssd,zone in (a,b),!spot,tier!=web,gpu,size>4');
  });

  test('is every node for the empty selector', () => {
    expect(rendered(NodeSelection.matching(''))).toEqual(rendered(NodeSelection.everyNode()));
  });

  test('may name the operating system itself', () => {
    expect(rendered(NodeSelection.labeled({ ...LINUX, a: 'b' })).nodeSelector).toEqual({ ...LINUX, a: 'b' });
    expect(shown(rendered(NodeSelection.matching('kubernetes.io/os in (linux,windows)')))).toEqual([['kubernetes.io/os In linux windows']]);
    expect(rendered(NodeSelection.matching('kubernetes.io/os in (linux,windows)')).nodeSelector).toEqual(LINUX);
  });

  test.each(['kubernetes.io/os=windows', 'kubernetes.io/os!=linux', '!kubernetes.io/os'])('fails when it leaves out every node of the agent\'s operating system: %s', selector => {
    expect(() => rendered(NodeSelection.matching(selector))).toThrow('leaves out every node that this agent can run on (kubernetes.io/os=linux)');
  });

  test('fails when a label would need two values', () => {
    expect(() => rendered(NodeSelection.matching('a=1,a=2'))).toThrow('nodes: a cannot be both "1" and "2"');
  });

  test('fails without a label, and with a wrong one', () => {
    expect(() => NodeSelection.labeled({})).toThrow('NodeSelection.labeled: needs at least one label; for every node there is NodeSelection.everyNode()');
    expect(() => NodeSelection.labeled({ 'a b': 'x' })).toThrow('NodeSelection.labeled: label a b="x" must begin and end with a letter or digit');
    expect(() => NodeSelection.labeled({ a: 'x y' })).toThrow('NodeSelection.labeled: label a="x y" must be empty, or begin and end');
    expect(() => NodeSelection.labeled({ a: true as unknown as string })).toThrow('must have a text as its value');
    expect(() => NodeSelection.matching('a in ()(')).toThrow('selector "a in ()("');
  });

  test('never changes: each method returns another one', () => {
    const all = NodeSelection.everyNode();
    all.excluding('a', 'test');
    all.toleratingOnly();
    all.orNone();

    expect(rendered(all)).toEqual(rendered(NodeSelection.everyNode()));
  });
});

describe('an exclusion', () => {
  test('is in the manifest and in the annotation, with its reason', () => {
    const selection = rendered(NodeSelection.everyNode().excluding('sandbox=true', 'no customer data may leave', '2027-01-31').excluding('edge', 'no disk'));

    expect(shown(selection)).toEqual([['sandbox NotIn true', 'edge DoesNotExist']]);
    expect(JSON.parse(selection.annotations['everynode.dev/exempt']!)).toEqual([
      { nodes: 'sandbox=true', reason: 'no customer data may leave', until: '2027-01-31' }, { nodes: 'edge', reason: 'no disk' },
    ]);
    expect(selection.annotations['everynode.dev/required-nodes']).toBe('kubernetes.io/os=linux'); // what is required does not shrink
  });

  test('of nodes with both of two labels leaves those with one of them', () => {
    const selection = rendered(NodeSelection.everyNode().excluding('a=1,b', 'test'));

    expect(shown(selection)).toEqual([['a NotIn 1'], ['b DoesNotExist']]);
    const nodes: { [key: string]: string }[] = [{ a: '1' }, { b: '' }, { a: '1', b: '' }];
    expect(nodes.map(labels => admits(selection, { ...LINUX, ...labels }))).toEqual([true, true, false]);
  });

  test('turns each condition around', () => {
    expect(shown(rendered(NodeSelection.everyNode().excluding('a in (1,2)', 't').excluding('b notin (1)', 't').excluding('!c', 't').excluding('d!=1', 't')))).toEqual([
      ['a NotIn 1 2', 'b In 1', 'c Exists', 'd In 1'],
    ]);
  });

  test.each([
    [['', 'test'], 'NodeSelection.excluding("", …): the selector selects every node'],
    [['a>1', 'test'], 'NodeSelection.excluding("a>1", …): a>1 cannot be turned around in node affinity'],
    [['a', ' '], 'NodeSelection.excluding("a", …): needs a reason that every report can show'],
    [['a', 'test', '31.1.2027'], 'NodeSelection.excluding("a", …): until must be a date such as "2027-01-31", got "31.1.2027"'],
    [['a', 'test', '2027-02-30'], 'until must be a date'],
    [['a=b=c', 'test'], 'selector "a=b=c"'],
  ])('fails with %j', ([selector, reason, until], message) => {
    expect(() => NodeSelection.everyNode().excluding(selector!, reason!, until)).toThrow(message);
  });

  test('fails when the exclusions multiply beyond what a manifest should hold', () => {
    const both = (index: number) => `a${index}=1,b${index}=1`;
    const six = [0, 1, 2, 3, 4, 5].reduce((selection, index) => selection.excluding(both(index), 'test'), NodeSelection.everyNode());

    expect(rendered(six).terms).toHaveLength(64);
    expect(() => rendered(six.excluding('x,y', 'test'))).toThrow('nodes: the exclusions need 128 node selector terms, at most 64 are allowed; give the excluded nodes one label of their own');
  });

  test('leaves out exactly the nodes that it names, and virtual ones', () => {
    const keys = fc.constantFrom('a', 'b', 'type', 'eks.amazonaws.com/compute-type');
    const values = fc.constantFrom('1', '2', 'virtual-kubelet', 'fargate');
    const condition = fc.oneof(
      fc.tuple(keys, values).map(([key, value]) => `${key}=${value}`), fc.tuple(keys, values).map(([key, value]) => `${key}!=${value}`),
      fc.tuple(keys, values, values).map(([key, one, two]) => `${key} in (${one},${two})`), fc.tuple(keys, values).map(([key, value]) => `${key} notin (${value})`),
      keys, keys.map(key => `!${key}`),
    );
    const selectors = fc.array(condition, { minLength: 1, maxLength: 3 }).map(conditions => conditions.join(','));
    const nodes = fc.dictionary(keys, values).map(labels => ({ ...LINUX, ...labels }));

    fc.assert(fc.property(fc.array(condition, { maxLength: 1 }), fc.array(selectors, { maxLength: 3 }), nodes, (required, exclusions, labels) => {
      const selection = rendered(exclusions.reduce((sofar, selector) => sofar.excluding(selector, 'test'), NodeSelection.matching(required.join(','))));
      const node = new Map(Object.entries(labels));
      const meant = selects(parseLabelSelector(required.join(',')), node) && !isVirtual(node)
        && !exclusions.some(selector => selects(parseLabelSelector(selector), node));

      expect(admits(selection, labels)).toBe(meant);
      expect(selects(parseLabelSelector(selection.annotations['everynode.dev/required-nodes']!), node)).toBe(selects(parseLabelSelector(required.join(',')), node));
    }), { numRuns: 500 });
  });
});

describe('the taints of a selection', () => {
  test('are those that are named, in place of every taint', () => {
    expect(rendered(NodeSelection.everyNode().toleratingOnly(Toleration.exists('a'))).tolerations).toEqual([{ key: 'a', operator: 'Exists' }]);
    expect(rendered(NodeSelection.everyNode().toleratingOnly()).tolerations).toEqual([]);
  });

  test('are the last ones that are named', () => {
    expect(rendered(NodeSelection.everyNode().toleratingOnly(Toleration.exists('a')).toleratingOnly(Toleration.exists('b'))).tolerations).toEqual([{ key: 'b', operator: 'Exists' }]);
  });

  test('are joined by what an agent tolerates besides, once', () => {
    const some = NodeSelection.everyNode().toleratingOnly(Toleration.exists('a'));

    expect(some._render('linux', [Toleration.exists('b'), Toleration.exists('a')]).tolerations).toEqual([{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'Exists' }]);
    expect(NodeSelection.everyNode()._render('linux', [Toleration.exists('b')]).tolerations).toEqual([{ operator: 'Exists' }]);
  });
});

describe('a selection that may be empty', () => {
  test('says so in an annotation', () => {
    expect(rendered(NodeSelection.labeled({ gpu: 'true' }).orNone()).annotations['everynode.dev/may-select-none']).toBe('true');
    expect(rendered(NodeSelection.labeled({ gpu: 'true' })).annotations).not.toHaveProperty('everynode.dev/may-select-none');
  });

  test('keeps what else was said', () => {
    const selection = rendered(NodeSelection.labeled({ gpu: 'true' }).excluding('a', 'test').toleratingOnly(Toleration.exists('b')).orNone());

    expect(selection).toMatchObject({ nodeSelector: { gpu: 'true' }, tolerations: [{ key: 'b' }] });
    expect(shown(selection)).toEqual([['a DoesNotExist']]);
  });
});
