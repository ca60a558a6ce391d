import { expectVerdicts, Rule } from './verdicts';

/** V01, V02, V35, V36, V53, V58, V65-V67, V77, and section 9.2 of the semantics. */
const RULES: Rule[] = [
  { rule: 'pods always restart', field: 'T.restartPolicy', refused: ['OnFailure', 'Never', 'always'], accepted: ['Always', '', null] },
  { rule: 'pods have no deadline', field: 'T.activeDeadlineSeconds', refused: [5, 0], accepted: [null] },
  { rule: 'a template has no ephemeral containers', field: 'T.ephemeralContainers', refused: [[{ name: 'e', image: 'i' }]], accepted: [[], null] },
  { rule: 'a negative grace period is taken', field: 'T.terminationGracePeriodSeconds', refused: [], accepted: [-1, 0, null] },
  { rule: 'any scheduler may be named', field: 'T.schedulerName', refused: [], accepted: ['A B', '', null] },
  { rule: 'a pull secret may be without a name', field: 'T.imagePullSecrets', refused: [], accepted: [[{ name: '' }], [{}]] },
  ...['nodeName', 'priorityClassName', 'serviceAccountName', 'serviceAccount'].map((field): Rule =>
    ({ rule: `${field} is a DNS subdomain`, field: `T.${field}`, refused: ['A', 'A_b', 'a..b'], accepted: ['a.b', '', null] })),
  { rule: 'runtimeClassName is a DNS subdomain, if it is there', field: 'T.runtimeClassName', refused: ['A', ''], accepted: ['a.b', null] },
  { rule: 'hostname is a DNS label', field: 'T.hostname', refused: ['A', 'a.b'], accepted: ['a', '', null] },
  { rule: 'subdomain is a DNS label', field: 'T.subdomain', refused: ['A', 'a.b'], accepted: ['a', '', null] },
  { rule: 'preemptionPolicy is one of two', field: 'T.preemptionPolicy', refused: ['never', ''], accepted: ['Never', 'PreemptLowerPriority', null] },
  { rule: 'a scheduling gate has a qualified name', field: 'T.schedulingGates[0].name', refused: ['', null, 'a b'], accepted: ['a', 'example.com/a'] },
  {
    rule: 'a scheduling gate is there once',
    field: 'T.schedulingGates',
    at: 'T.schedulingGates[1].name',
    refused: [[{ name: 'a' }, { name: 'a' }]],
    accepted: [[{ name: 'a' }, { name: 'b' }], []],
  },
  { rule: 'a readiness gate has a qualified name', field: 'T.readinessGates[0].conditionType', refused: ['', 'a b'], accepted: ['example.com/a'] },
  {
    rule: 'processes are shared with the pod or the host',
    field: 'T.shareProcessNamespace',
    given: { 'T.hostPID': true },
    refused: [true],
    accepted: [false, null],
  },
  { rule: 'users of its own are not those of the host', field: 'T.hostPID', given: { 'T.hostUsers': false }, refused: [true], accepted: [false, null] },
  { rule: 'hostname is given once', field: 'T.hostnameOverride', given: { 'T.setHostnameAsFQDN': true }, refused: ['a'], accepted: [null] },
  {
    rule: 'hostnameOverride is a DNS subdomain of 64 characters',
    field: 'T.hostnameOverride',
    refused: ['A', '', `${'a'.repeat(60)}.bbbb`],
    accepted: ['a.b', `${'a'.repeat(60)}.bbb`],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
