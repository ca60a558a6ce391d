import { expectVerdicts, Rule } from './verdicts';

/** V31-V34, V57, and section 9.3 of the semantics. */
const RULES: Rule[] = [
  { rule: 'there is a container', field: 'T.containers', refused: [[], null, undefined], accepted: [[{ name: 'a', image: 'i' }]] },
  { rule: 'a name is a DNS label', field: 'C.name', refused: ['A', 'a.b', 'a'.repeat(64), '', null], accepted: ['a', '0-a', 'a'.repeat(63)] },
  { rule: 'an image is there, with blanks or without', field: 'C.image', refused: ['', null, undefined], accepted: ['i', ' i', ' '] },
  { rule: 'imagePullPolicy is one of three', field: 'C.imagePullPolicy', refused: ['always'], accepted: ['Always', 'IfNotPresent', 'Never', '', null] },
  {
    rule: 'terminationMessagePolicy is one of two',
    field: 'C.terminationMessagePolicy',
    refused: ['file'],
    accepted: ['File', 'FallbackToLogsOnError', '', null],
  },
  {
    rule: 'a name is unique',
    field: 'T.containers[1]',
    at: 'T.containers[1].name',
    refused: [{ name: 'c', image: 'i' }],
    accepted: [{ name: 'd', image: 'i' }],
  },
  {
    rule: 'a name is unique among init containers, too',
    field: 'T.initContainers[0]',
    at: 'T.initContainers[0].name',
    refused: [{ name: 'c', image: 'i' }],
    accepted: [{ name: 'd', image: 'i' }],
  },
  {
    rule: 'an init container that ends has no probe',
    field: 'T.initContainers[0]',
    at: 'T.initContainers[0].livenessProbe',
    refused: [{ name: 'd', image: 'i', livenessProbe: { tcpSocket: { port: 1 } } }],
    accepted: [{ name: 'd', image: 'i', livenessProbe: { tcpSocket: { port: 1 } }, restartPolicy: 'Always' }, { name: 'd', image: 'i', livenessProbe: null }],
  },
  {
    rule: 'an init container that ends has no lifecycle',
    field: 'T.initContainers[0]',
    at: 'T.initContainers[0].lifecycle',
    refused: [{ name: 'd', image: 'i', lifecycle: {} }],
    accepted: [{ name: 'd', image: 'i', lifecycle: {}, restartPolicy: 'Always' }, { name: 'd', image: 'i', lifecycle: { stopSignal: 'SIGTERM' } }],
  },
  {
    rule: 'resizePolicy knows cpu and memory',
    field: 'C.resizePolicy[0]',
    at: 'C.resizePolicy[0].resourceName',
    refused: [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }],
    accepted: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }, { resourceName: 'memory', restartPolicy: 'RestartContainer' }],
  },
  {
    rule: 'resizePolicy says of each resource one thing',
    field: 'C.resizePolicy',
    at: 'C.resizePolicy[1].resourceName',
    refused: [['NotRequired', 'RestartContainer'].map(restartPolicy => ({ resourceName: 'cpu', restartPolicy }))],
    accepted: [['cpu', 'memory'].map(resourceName => ({ resourceName, restartPolicy: 'NotRequired' }))],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
