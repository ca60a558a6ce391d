import { expectVerdicts, Rule } from './verdicts';

const ANNOTATIONS = 'spec.template.metadata.annotations';
const PROFILE = 'container.apparmor.security.beta.kubernetes.io';

/** Annotations that Kubernetes reads. */
const RULES: Rule[] = [
  {
    rule: 'a profile is of a container',
    field: ANNOTATIONS,
    at: `${ANNOTATIONS}["${PROFILE}/d"]`,
    refused: [{ [`${PROFILE}/d`]: 'unconfined' }],
    accepted: [{ [`${PROFILE}/c`]: 'unconfined' }],
  },
  {
    rule: 'a profile of AppArmor has a form',
    field: ANNOTATIONS,
    at: `${ANNOTATIONS}["${PROFILE}/c"]`,
    refused: [{ [`${PROFILE}/c`]: 'x' }],
    accepted: [{ [`${PROFILE}/c`]: 'localhost/x' }, { [`${PROFILE}/c`]: '' }],
  },
  {
    rule: 'a profile of seccomp has a form',
    field: ANNOTATIONS,
    at: `${ANNOTATIONS}["seccomp.security.alpha.kubernetes.io/pod"]`,
    refused: [{ 'seccomp.security.alpha.kubernetes.io/pod': 'localhost/../x' }],
    accepted: [{ 'seccomp.security.alpha.kubernetes.io/pod': 'docker/default' }],
  },
  {
    rule: 'field and annotation agree',
    field: ANNOTATIONS,
    given: { 'C.securityContext.appArmorProfile.type': 'RuntimeDefault' },
    at: 'C.securityContext.appArmorProfile',
    refused: [{ [`${PROFILE}/c`]: 'unconfined' }],
    accepted: [{ [`${PROFILE}/c`]: 'runtime/default' }, {}],
  },
  {
    rule: 'a deletion cost is a number',
    field: ANNOTATIONS,
    at: `${ANNOTATIONS}["controller.kubernetes.io/pod-deletion-cost"]`,
    refused: ['a', '', '01', '+1', '2147483648'].map(cost => ({ 'controller.kubernetes.io/pod-deletion-cost': cost })),
    accepted: ['0', '-1', '2147483647'].map(cost => ({ 'controller.kubernetes.io/pod-deletion-cost': cost })),
  },
  {
    rule: 'a mirror has a node',
    field: ANNOTATIONS,
    at: `${ANNOTATIONS}["kubernetes.io/config.mirror"]`,
    refused: [{ 'kubernetes.io/config.mirror': 'x' }],
    accepted: [null],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
