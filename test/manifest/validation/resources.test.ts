import { expectVerdicts, having, Rule } from './verdicts';
import { showPath } from '../../../src/manifest/document';
import { daemonSetProblems } from '../../../src/manifest/validation/daemon-set';

const resources = 'C.resources';

/** V37-V43, and section 9.4 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'a request is at most its limit',
    field: `${resources}.requests.cpu`,
    given: { [`${resources}.limits.cpu`]: '1' },
    refused: ['2', '1001m', '1.0001'],
    accepted: ['1', '1000m', 0.5, ' 1', null],
  },
  { rule: 'an amount is not negative', field: `${resources}.requests.cpu`, refused: ['-1'], accepted: ['0', '-0'] },
  {
    rule: 'a name is a known one, or has a domain',
    field: `${resources}.limits`,
    at: `${resources}.limits.gpu`,
    refused: [{ gpu: 1 }],
    accepted: [{ 'cpu': 1, 'ephemeral-storage': 1, 'nvidia.com/gpu': 1, 'kubernetes.io/batch': '1.5' }, {}, null],
  },
  ...['pods', 'Memory', 'storage', 'requests.cpu', 'requests.example.com/x', 'a b', `${'a'.repeat(245)}/x`].map((name): Rule => ({
    rule: `no container has a resource "${name.slice(0, 30)}"`,
    field: `${resources}.limits`,
    at: showPath(['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', name]),
    refused: [{ [name]: 1 }],
    accepted: [{ [`${'a'.repeat(244)}/x`]: 1 }],
  })),
  {
    rule: 'a device has a limit',
    field: `${resources}.requests`,
    at: `${resources}.limits["nvidia.com/gpu"]`,
    refused: [{ 'nvidia.com/gpu': 1 }],
    accepted: [{ memory: 1 }],
  },
  {
    rule: 'a device is requested as often as it is limited',
    field: `${resources}.requests`,
    given: { [`${resources}.limits`]: { 'nvidia.com/gpu': 2 } },
    at: `${resources}.requests["nvidia.com/gpu"]`,
    refused: [{ 'nvidia.com/gpu': 1 }],
    accepted: [{ 'nvidia.com/gpu': '2' }, {}, null],
  },
  {
    rule: 'a device is whole',
    field: `${resources}.limits`,
    at: `${resources}.limits["nvidia.com/gpu"]`,
    refused: [{ 'nvidia.com/gpu': '500m' }],
    accepted: [{ 'nvidia.com/gpu': '1000m' }],
  },
  {
    rule: 'huge pages come with cpu or memory',
    field: `${resources}.limits`,
    at: resources,
    refused: [{ 'hugepages-2Mi': '4Mi' }],
    accepted: [{ 'hugepages-2Mi': '4Mi', 'cpu': 1 }, { 'hugepages-2Mi': '4Mi', 'memory': 1 }],
  },
  {
    rule: 'huge pages are whole',
    field: `${resources}.limits`,
    at: `${resources}.limits.hugepages-2Mi`,
    refused: [{ 'hugepages-2Mi': '3Mi', 'cpu': 1 }],
    accepted: [{ 'hugepages-2Mi': '4Mi', 'cpu': 1 }, { 'hugepages-1Gi': '2Gi', 'cpu': 1 }],
  },
  {
    rule: 'a page has a size',
    field: `${resources}.limits`,
    at: `${resources}.limits.hugepages-x`,
    refused: [{ 'hugepages-x': '1', 'cpu': 1 }],
    accepted: [{ 'hugepages-64Ki': '64Ki', 'cpu': 1 }],
  },
  { rule: 'less than a byte is accepted', field: `${resources}.limits.memory`, refused: [], accepted: ['100m', '0.1'] },
  { rule: 'overhead has the form of limits', field: 'T.overhead', at: 'T.overhead.gpu', refused: [{ gpu: 1 }], accepted: [{ cpu: '10m' }, {}, null] },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

const first = 'T.resourceClaims[0]';

/** Devices by dynamic allocation. */
const CLAIMS: Rule[] = [
  {
    rule: 'a claim is there, or is made',
    field: first,
    refused: [{ name: 'a' }, { name: 'a', resourceClaimName: 'b', resourceClaimTemplateName: 'b' }],
    accepted: [{ name: 'a', resourceClaimName: 'b' }, { name: 'a', resourceClaimTemplateName: 'b' }],
  },
  {
    rule: 'a claim has a name',
    field: first,
    at: `${first}.name`,
    refused: [{ name: 'A', resourceClaimName: 'b' }, { resourceClaimName: 'b' }],
    accepted: [{ name: 'a', resourceClaimName: 'b' }],
  },
  {
    rule: 'a container uses a claim of the pod',
    field: `${resources}.claims`,
    given: { [first]: { name: 'a', resourceClaimName: 'b' } },
    at: `${resources}.claims[0].name`,
    refused: [[{ name: 'b' }], [{}]],
    accepted: [[{ name: 'a' }], []],
  },
  {
    rule: 'a container uses a claim once',
    field: `${resources}.claims`,
    given: { [first]: { name: 'a', resourceClaimName: 'b' } },
    at: `${resources}.claims[1]`,
    refused: [[{ name: 'a' }, { name: 'a' }], [{ name: 'a', request: 'x' }, { name: 'a' }], [{ name: 'a', request: 'x' }, { name: 'a', request: 'x' }]],
    accepted: [[{ name: 'a', request: 'x' }, { name: 'a', request: 'y' }]],
  },
];

test.each(CLAIMS)('$rule', row => expectVerdicts(row));

const init = [
  { name: 'side', image: 'i', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } },
  { name: 'last', image: 'i', resources: { requests: { cpu: '3' } } },
];

/** Resources of the pod as a whole. */
const POD: Rule[] = [
  {
    rule: 'a pod has cpu, memory and huge pages',
    field: 'T.resources.limits',
    at: 'T.resources.limits.ephemeral-storage',
    refused: [{ 'ephemeral-storage': 1 }],
    accepted: [{ 'cpu': 1, 'memory': 1, 'hugepages-2Mi': '2Mi' }],
  },
  {
    rule: 'a pod asks for as much as its containers together',
    field: 'T.resources.requests.cpu',
    given: { 'C.resources.requests.cpu': '1500m', 'T.containers[1]': { name: 'd', image: 'i', resources: { requests: { cpu: 1 } } } },
    refused: ['2'],
    accepted: ['2500m', '3'],
  },
  {
    rule: 'sidecars run on while others start',
    field: 'T.resources.requests.cpu',
    given: { 'T.initContainers': init, 'C.resources.requests.cpu': 1 },
    refused: ['3'],
    accepted: ['4'],
  },
  {
    rule: 'no container has a higher limit than the pod',
    field: 'T.resources.limits.cpu',
    at: 'C.resources.limits.cpu',
    given: { 'C.resources.limits.cpu': 2 },
    refused: ['1'],
    accepted: ['2', '3'],
  },
  { rule: 'a pod has no claims for all', field: 'T.resources.claims', refused: [[]], accepted: [null] },
  { rule: 'windows has none of it', field: 'T.os.name', given: { 'T.resources.limits.cpu': 1 }, at: 'T.resources', refused: ['windows'], accepted: ['linux'] },
];

test.each(POD)('$rule', row => expectVerdicts(row));

test('guesses what a typo meant', () => {
  const problems = daemonSetProblems(having({ 'C.resources.requests': { Memory: '1Gi', memroy: '1Gi' } }), 37);

  expect(problems.map(({ message }) => message)).toEqual(['Memory', 'memroy'].map(name =>
    `must be cpu, memory, ephemeral-storage, hugepages-<size>, or have a domain such as "example.com/${name}" (typo of "memory"?)`));
});
