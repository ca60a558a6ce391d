import { securityViolationsOf } from '../../src/manifest/pod-security';

const container = (more: object = {}) => ({ name: 'c', image: 'i', ...more });
const strict = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** What the policy of a minor version says at a level. */
function found(spec: object, level: 'baseline' | 'restricted' = 'baseline', minor = 37, metadata: object = {}): string[] {
  return securityViolationsOf({ metadata, spec: { containers: [container({ securityContext: strict })], ...spec } })
    .filter(violation => (level === 'restricted' || violation.level === 'baseline') && minor >= violation.since && minor < (violation.until ?? Infinity))
    .map(({ detail }) => detail);
}

test('a pod that gives up everything is taken by the strictest level', () => expect(found({}, 'restricted')).toEqual([]));

test.each`
  spec                                                                                       | violations
  ${{ hostNetwork: true, hostPID: true, hostIPC: true }}                                     | ${['host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)']}
  ${{ volumes: [{ name: 'v', hostPath: { path: '/' } }] }}                                   | ${['hostPath volumes (volume "v")']}
  ${{ containers: [container({ ports: [{ containerPort: 80, hostPort: 80 }] })] }}           | ${['hostPort (80)']}
  ${{ containers: [container({ securityContext: { privileged: true } })] }}                  | ${['privileged (container "c")']}
  ${{ containers: [container({ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } })] }} | ${['non-default capabilities (container "c")']}
  ${{ containers: [container({ securityContext: { capabilities: { add: ['CHOWN'] } } })] }}  | ${[]}
  ${{ securityContext: { seccompProfile: { type: 'Unconfined' } } }}                         | ${['seccompProfile (pod)']}
  ${{ securityContext: { appArmorProfile: { type: 'Unconfined' } } }}                        | ${['forbidden AppArmor profile (pod)']}
  ${{ securityContext: { seLinuxOptions: { user: 'u' } } }}                                  | ${['seLinuxOptions (pod)']}
  ${{ securityContext: { seLinuxOptions: { type: 'spc_t' } } }}                              | ${['seLinuxOptions (pod)']}
  ${{ securityContext: { seLinuxOptions: { level: 's0' } } }}                                | ${[]}
  ${{ securityContext: { windowsOptions: { hostProcess: true } } }}                          | ${['hostProcess (pod)']}
  ${{ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }, { name: 'net.ipv4.tcp_syncookies', value: '1' }] } }} | ${['forbidden sysctls (kernel.msgmax)']}
`('baseline: $spec', ({ spec, violations }) => expect(found(spec as object)).toEqual(violations));

test.each`
  spec                                                                                                 | violations
  ${{ volumes: [{ name: 'v', nfs: { server: 's', path: '/' } }] }}                                     | ${['restricted volume types (volume "v")']}
  ${{ volumes: [{ name: 'v' }, { name: 'w', secret: { secretName: 's' } }] }}                          | ${[]}
  ${{ containers: [container({ securityContext: { ...strict, allowPrivilegeEscalation: true } })] }}   | ${['allowPrivilegeEscalation != false (container "c")']}
  ${{ containers: [container({ securityContext: { ...strict, capabilities: { drop: ['NET_RAW'] } } })] }} | ${['unrestricted capabilities (container "c")']}
  ${{ containers: [container({ securityContext: { ...strict, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } })] }} | ${[]}
  ${{ containers: [container({ securityContext: { ...strict, runAsUser: 0 } })] }}                     | ${['runAsUser=0 (container "c")']}
  ${{ securityContext: { runAsNonRoot: false } }}                                                      | ${['runAsNonRoot != true (pod)']}
  ${{ securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, containers: [container({ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } })] }} | ${[]}
`('restricted: $spec', ({ spec, violations }) => expect(found(spec as object, 'restricted')).toEqual(violations));

describe('versions of the policy', () => {
  test.each`
    spec                                                                                            | before | since
    ${{ containers: [container({ livenessProbe: { tcpSocket: { port: 80, host: 'x' } } })] }}       | ${[]}  | ${34}
    ${{ containers: [container({ lifecycle: { preStop: { httpGet: { port: 80, host: 'x' } } } })] }} | ${[]} | ${34}
  `('forbidden from 1.$since on: $spec', ({ spec, since }) => {
    expect([found(spec as object, 'baseline', since - 1).length, found(spec as object, 'baseline', since).length]).toEqual([0, 1]);
  });

  test.each`
    spec                                                                                               | until
    ${{ securityContext: { seLinuxOptions: { type: 'container_engine_t' } } }}                         | ${31}
    ${{ securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } }}                   | ${32}
    ${{ hostUsers: false, containers: [container({ securityContext: { procMount: 'Unmasked' } })] }}   | ${35}
  `('allowed from 1.$until on: $spec', ({ spec, until }) => {
    expect([found(spec as object, 'baseline', until - 1).length, found(spec as object, 'baseline', until).length]).toEqual([1, 0]);
  });
});

test('annotations of old count: only an AppArmor profile that confines is taken', () => {
  const annotated = (profile: string) => found({}, 'baseline', 37, { annotations: { 'container.apparmor.security.beta.kubernetes.io/c': profile } });

  expect([annotated('runtime/default'), annotated('localhost/x'), annotated('unconfined').length]).toEqual([[], [], 1]);
});

test('a Windows pod need not state what Windows does not have', () => {
  expect(found({ os: { name: 'windows' }, securityContext: { runAsNonRoot: true }, containers: [container()] }, 'restricted')).toEqual([]);
});
