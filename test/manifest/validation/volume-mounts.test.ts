import { expectVerdicts, expectVersions, having, Rule } from './verdicts';
import { daemonSetProblems } from '../../../src/manifest/validation/daemon-set';

const mount = 'C.volumeMounts[0]';
const given = { 'T.volumes': [{ name: 'v' }, { name: 'w' }], [`${mount}.name`]: 'v', [`${mount}.mountPath`]: '/v' };

/** V17-V22, and section 9.3 of the semantics. */
const RULES: Rule[] = [
  { rule: 'a mount is of a volume', field: `${mount}.name`, given, refused: ['x', 'V', '', null], accepted: ['v', 'w'] },
  {
    rule: 'a mount has a path, which may be relative or hold a colon',
    field: `${mount}.mountPath`,
    given,
    refused: ['', null],
    accepted: ['/a', 'a:b', 'rel/path', '../x'],
  },
  {
    rule: 'a path is mounted once',
    field: 'C.volumeMounts[1]',
    given,
    at: 'C.volumeMounts[1].mountPath',
    refused: [{ name: 'w', mountPath: '/v' }],
    accepted: [{ name: 'v', mountPath: '/v/' }, { name: 'w', mountPath: '/w' }],
  },
  { rule: 'a sub path is below', field: `${mount}.subPath`, given, refused: ['/x', 'x/../y', '..'], accepted: ['x', '..x', '', null, 'x/..y'] },
  { rule: 'so is an expression', field: `${mount}.subPathExpr`, given, refused: ['/x', '../x'], accepted: ['$(NODE)', '', null] },
  { rule: 'there is one sub path', field: `${mount}.subPathExpr`, given: { ...given, [`${mount}.subPath`]: 'x' }, refused: ['y'], accepted: ['', null] },
  {
    rule: 'propagation is one of three',
    field: `${mount}.mountPropagation`,
    given,
    refused: ['Shared', '', 'Bidirectional'],
    accepted: ['None', 'HostToContainer', null],
  },
  {
    rule: 'Bidirectional needs privileges',
    field: `${mount}.mountPropagation`,
    given: { ...given, 'C.securityContext.privileged': true },
    refused: ['bidirectional'],
    accepted: ['Bidirectional'],
  },
  {
    rule: 'recursiveReadOnly is one of three',
    field: `${mount}.recursiveReadOnly`,
    given: { ...given, [`${mount}.readOnly`]: true },
    refused: ['enabled', ''],
    accepted: ['Enabled', 'IfPossible', 'Disabled', null],
  },
  { rule: 'recursiveReadOnly needs readOnly', field: `${mount}.recursiveReadOnly`, given, refused: ['Enabled', 'IfPossible'], accepted: ['Disabled', null] },
  {
    rule: 'recursiveReadOnly is not propagated',
    field: `${mount}.recursiveReadOnly`,
    given: { ...given, [`${mount}.readOnly`]: true, [`${mount}.mountPropagation`]: 'HostToContainer' },
    refused: ['Enabled'],
    accepted: ['Disabled'],
  },
  {
    rule: 'a device is of a claim',
    field: 'C.volumeDevices[0].name',
    given: { 'T.volumes': [{ name: 'v' }, { name: 'p', persistentVolumeClaim: { claimName: 'a' } }], 'C.volumeDevices[0].devicePath': '/dev/x' },
    refused: ['v', 'x', '', null],
    accepted: ['p'],
  },
  {
    rule: 'a device is not a mount as well',
    field: 'C.volumeMounts',
    given: { 'T.volumes': [{ name: 'p', persistentVolumeClaim: { claimName: 'a' } }], 'C.volumeDevices': [{ name: 'p', devicePath: '/dev/x' }] },
    at: 'C.volumeDevices[0].name',
    refused: [[{ name: 'p', mountPath: '/p' }]],
    accepted: [[], null],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

test('guesses which volume was meant', () => {
  const [problem] = daemonSetProblems(having({ 'T.volumes': [{ name: 'config' }], 'C.volumeMounts': [{ name: 'confg', mountPath: '/etc' }] }), 37);

  expect(problem?.message).toBe('must be the name of a volume of the pod, got "confg" (typo of "config"?)');
});

test('reads recursiveReadOnly since 1.31', () => {
  expectVersions({ field: `${mount}.recursiveReadOnly`, value: 'Enabled', given, refusedIn: [31, 37] });
});
