import { expectVerdicts, Rule } from './verdicts';

/** What a pod may not say of its operating system. V64, and section 9.2. */
const RULES: Rule[] = [
  { rule: 'there are two systems', field: 'T.os.name', refused: ['darwin', '', null], accepted: ['linux', 'windows'] },
  {
    rule: 'linux has no windows options',
    field: 'T.os.name',
    given: { 'C.securityContext.windowsOptions': {} },
    at: 'C.securityContext.windowsOptions',
    refused: ['linux'],
    accepted: ['windows'],
  },
  ...['hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers'].map((field): Rule =>
    ({ rule: `windows has no ${field}`, field: 'T.os.name', given: { [`T.${field}`]: true }, at: `T.${field}`, refused: ['windows'], accepted: ['linux'] })),
  ...Object.entries({
    runAsUser: 1,
    runAsGroup: 1,
    fsGroup: 1,
    fsGroupChangePolicy: 'Always',
    supplementalGroups: [],
    sysctls: [{ name: 'a' }],
    seLinuxOptions: {},
    seccompProfile: { type: 'RuntimeDefault' },
  })
    .map(([field, value]): Rule => ({
      rule: `a pod of windows has no ${field}`,
      field: 'T.os.name',
      given: { [`T.securityContext.${field}`]: value },
      at: `T.securityContext.${field}`,
      refused: ['windows'],
      accepted: ['linux'],
    })),
  ...Object.entries({ runAsUser: 1, capabilities: {}, readOnlyRootFilesystem: false, privileged: false, allowPrivilegeEscalation: true, procMount: 'Default' })
    .map(([field, value]): Rule => ({
      rule: `a container of windows has no ${field}`,
      field: 'T.os.name',
      given: { [`C.securityContext.${field}`]: value },
      at: `C.securityContext.${field}`,
      refused: ['windows'],
      accepted: ['linux'],
    })),
  {
    rule: 'windows may be in the network of the host',
    field: 'T.os.name',
    given: { 'T.hostNetwork': true, 'T.hostPID': false, 'T.securityContext.sysctls': [] },
    refused: [],
    accepted: ['windows'],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
