import { expectVerdicts, expectVersions, Rule } from './verdicts';

const port = 'C.ports[0]';

/** V23-V30, and section 9.3 of the semantics. */
const RULES: Rule[] = [
  { rule: 'containerPort is 1-65535', field: `${port}.containerPort`, refused: [0, null, undefined, -1, 65_536], accepted: [1, 65_535] },
  {
    rule: 'hostPort is 1-65535, or absent',
    field: `${port}.hostPort`,
    given: { [`${port}.containerPort`]: 80 },
    refused: [-1, 65_536],
    accepted: [0, null, 1, 65_535],
  },
  {
    rule: 'a protocol has capital letters',
    field: `${port}.protocol`,
    given: { [`${port}.containerPort`]: 80 },
    refused: ['http', 'tcp'],
    accepted: ['TCP', 'UDP', 'SCTP', '', null],
  },
  {
    rule: 'a name is at most 15 lower case letters, digits and single dashes',
    field: `${port}.name`,
    given: { [`${port}.containerPort`]: 80 },
    refused: ['a'.repeat(16), '8080', 'a--b', 'Http', '-a', 'a-', 'a_b'],
    accepted: ['a'.repeat(15), '8080a', 'a-b', '', null],
  },
  {
    rule: 'a name is unique in its container, a number need not be',
    field: 'C.ports',
    at: 'C.ports[1].name',
    refused: [[{ name: 'a', containerPort: 1 }, { name: 'a', containerPort: 2 }]],
    accepted: [[{ containerPort: 1 }, { containerPort: 1 }], [{ name: 'a', containerPort: 1 }, { name: 'b', containerPort: 1 }], [], null],
  },
  {
    rule: 'a host port is unique with its protocol and address',
    field: 'C.ports',
    at: 'C.ports[1].hostPort',
    refused: [[{ containerPort: 1, hostPort: 80 }, { containerPort: 2, hostPort: 80, protocol: 'TCP' }]],
    accepted: [
      [{ containerPort: 1, hostPort: 80 }, { containerPort: 1, hostPort: 80, protocol: 'UDP' }],
      [{ containerPort: 1, hostPort: 80, hostIP: '0.0.0.0' }, { containerPort: 1, hostPort: 80 }],
      [{ containerPort: 1, hostPort: 80 }, { containerPort: 1 }, { containerPort: 1, hostPort: 0 }],
    ],
  },
  {
    rule: 'a host port is unique among the containers, but not among those that start one by one',
    field: 'T.containers[1]',
    given: {
      'C.ports': [{ containerPort: 80, hostPort: 80 }],
      'T.initContainers': [1, 2].map(number => ({ name: `i${number}`, image: 'i', ports: [{ containerPort: 80, hostPort: 80 }] })),
    },
    at: 'T.containers[1].ports[0].hostPort',
    refused: [{ name: 'd', image: 'i', ports: [{ containerPort: 1, hostPort: 80 }] }],
    accepted: [{ name: 'd', image: 'i', ports: [{ containerPort: 80, hostPort: 81 }, { name: 'http', containerPort: 80 }] }],
  },
  {
    rule: 'with hostNetwork a host port is the container port',
    field: `${port}.hostPort`,
    given: { 'T.hostNetwork': true, [`${port}.containerPort`]: 80 },
    refused: [81],
    accepted: [80, 0, null],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

test('gives every port of hostNetwork a host port before 1.28, so that they collide', () => {
  expectVersions({ field: 'C.ports', value: [{ containerPort: 80 }, { containerPort: 80 }], given: { 'T.hostNetwork': true }, refusedIn: [27, 27] });
});
