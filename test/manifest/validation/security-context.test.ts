import { expectVerdicts, expectVersions, Rule } from './verdicts';

const context = 'C.securityContext';
const ofPod = 'T.securityContext';

/** V62, V63, and section 9.3 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'privileges escalate',
    field: `${context}.allowPrivilegeEscalation`,
    given: { [`${context}.privileged`]: true },
    refused: [false],
    accepted: [true, null],
  },
  {
    rule: 'CAP_SYS_ADMIN escalates, under this name only',
    field: `${context}.capabilities.add`,
    given: { [`${context}.allowPrivilegeEscalation`]: false },
    at: `${context}.allowPrivilegeEscalation`,
    refused: [['CAP_SYS_ADMIN']],
    accepted: [['SYS_ADMIN'], [], null],
  },
  ...[`${context}.runAsUser`, `${context}.runAsGroup`, `${ofPod}.runAsUser`, `${ofPod}.fsGroup`, `${ofPod}.supplementalGroups[0]`]
    .map((field): Rule => ({ rule: `${field} has 31 bits`, field, refused: [-1, 2_147_483_648], accepted: [0, 2_147_483_647] })),
  {
    rule: 'a seccomp profile has a type',
    field: `${context}.seccompProfile`,
    at: `${context}.seccompProfile.type`,
    refused: [{}, { type: 'localhost' }],
    accepted: [{ type: 'RuntimeDefault' }, { type: 'Unconfined' }, null],
  },
  {
    rule: 'a local profile has a path below',
    field: `${context}.seccompProfile.localhostProfile`,
    given: { [`${context}.seccompProfile.type`]: 'Localhost' },
    refused: [null, '/a', '../a'],
    accepted: ['a/b.json', ''],
  },
  {
    rule: 'other profiles have no path',
    field: `${ofPod}.seccompProfile.localhostProfile`,
    given: { [`${ofPod}.seccompProfile.type`]: 'RuntimeDefault' },
    refused: ['a', ''],
    accepted: [null],
  },
  {
    rule: 'a profile of AppArmor has no blanks around',
    field: `${ofPod}.appArmorProfile.localhostProfile`,
    given: { [`${ofPod}.appArmorProfile.type`]: 'Localhost' },
    refused: [null, '', ' a', 'a '],
    accepted: ['a b', '../a'],
  },
  {
    rule: 'procMount is one of two',
    field: `${context}.procMount`,
    given: { 'T.hostUsers': false },
    refused: ['unmasked', ''],
    accepted: ['Default', 'Unmasked', null],
  },
  { rule: 'Unmasked needs users of its own', field: `${context}.procMount`, refused: ['Unmasked'], accepted: ['Default'] },
  {
    rule: 'a sysctl has a name',
    field: `${ofPod}.sysctls[0].name`,
    refused: ['', null, 'A', 'a..b', 'a b'],
    accepted: ['net.core.somaxconn', 'net/core/somaxconn', 'kernel.shm_rmid_forced'],
  },
  {
    rule: 'a sysctl is set once',
    field: `${ofPod}.sysctls`,
    at: `${ofPod}.sysctls[1].name`,
    refused: [[{ name: 'a' }, { name: 'a' }]],
    accepted: [[{ name: 'a' }, { name: 'b' }]],
  },
  {
    rule: 'sysctls of the network are the host\'s',
    field: `${ofPod}.sysctls[0].name`,
    given: { 'T.hostNetwork': true },
    refused: ['net.core.somaxconn', 'net/core/somaxconn'],
    accepted: ['kernel.sem', 'network.a'],
  },
  {
    rule: 'sysctls of IPC are the host\'s',
    field: `${ofPod}.sysctls[0].name`,
    given: { 'T.hostIPC': true },
    refused: ['kernel.sem', 'kernel.shmmax', 'fs.mqueue.msg_max'],
    accepted: ['net.core.somaxconn', 'kernel.shmx'],
  },
  { rule: 'fsGroupChangePolicy is one of two', field: `${ofPod}.fsGroupChangePolicy`, refused: ['', 'never'], accepted: ['OnRootMismatch', 'Always', null] },
  { rule: 'supplementalGroupsPolicy is one of two', field: `${ofPod}.supplementalGroupsPolicy`, refused: ['', 'merge'], accepted: ['Merge', 'Strict', null] },
  {
    rule: 'seLinuxChangePolicy is one of two',
    field: `${ofPod}.seLinuxChangePolicy`,
    refused: ['', 'recursive'],
    accepted: ['Recursive', 'MountOption', null],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

/** Names of Windows users. */
const WINDOWS: Rule[] = [
  {
    rule: 'a user has a name, and perhaps a domain',
    field: `${context}.windowsOptions.runAsUserName`,
    refused: ['', 'a\\b\\c', 'a\\', 'a/b', 'a:b', '. .', 'a\tb', 'x'.repeat(105), 'a*\\b', '\\b'],
    accepted: ['ContainerUser', 'NT AUTHORITY\\SYSTEM', 'a.b\\c', 'a b', 'x'.repeat(104), null],
  },
  { rule: 'a credential spec is named', field: `${context}.windowsOptions.gmsaCredentialSpecName`, refused: ['', 'A'], accepted: ['a.b', null] },
  { rule: 'a credential spec has content', field: `${context}.windowsOptions.gmsaCredentialSpec`, refused: ['', 'x'.repeat(65_537)], accepted: ['x', null] },
  {
    rule: 'a process of the host is in its network',
    field: 'T.hostNetwork',
    given: { [`${context}.windowsOptions.hostProcess`]: true },
    refused: [false, null],
    accepted: [true],
  },
  {
    rule: 'container and pod agree',
    field: `${context}.windowsOptions.hostProcess`,
    given: { [`${ofPod}.windowsOptions.hostProcess`]: false, 'T.hostNetwork': true },
    refused: [true],
    accepted: [false, null],
  },
  {
    rule: 'all are processes of the host, or none',
    field: 'T.containers[1]',
    given: { [`${context}.windowsOptions.hostProcess`]: true, 'T.hostNetwork': true },
    at: 'T',
    refused: [{ name: 'd', image: 'i' }],
    accepted: [{ name: 'd', image: 'i', securityContext: { windowsOptions: { hostProcess: true } } }],
  },
];

test.each(WINDOWS)('$rule', row => expectVerdicts(row));

test('reads what is new since then', () => {
  expectVersions({ field: `${ofPod}.seLinuxChangePolicy`, value: 'MountOption', refusedIn: [33, 36] });
  expectVersions({ field: `${ofPod}.supplementalGroupsPolicy`, value: 'x', refusedIn: [33, 37] });
  expectVersions({ field: `${context}.procMount`, value: 'Unmasked', refusedIn: [33, 37] });
  expectVersions({ field: `${context}.appArmorProfile`, value: {}, refusedIn: [30, 37] });
  expectVersions({ field: `${ofPod}.sysctls`, value: [{ name: 'net.a' }], given: { 'T.hostNetwork': true }, refusedIn: [29, 37] });
});
