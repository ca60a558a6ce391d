import { Random } from './random';

type Json = { readonly [key: string]: unknown };

const VOLUMES: readonly Json[] = [
  { hostPath: { path: '/var/log' } }, { emptyDir: {} }, { configMap: { name: 'c' } }, { secret: { secretName: 's' } }, { nfs: { server: 'example.com', path: '/' } }, {},
];

/** What Pod Security looks at in the spec of a pod. */
export function randomPodSecurity(random: Random): Json {
  return {
    ...random.maybe(10, 'hostPID', () => true),
    ...random.maybe(8, 'hostIPC', () => true),
    ...random.maybe(10, 'hostUsers', () => random.chance(50)),
    ...random.maybe(60, 'securityContext', () => ({
      ...randomIdentity(random),
      ...random.maybe(15, 'sysctls', () => [{ name: random.pick(['kernel.shm_rmid_forced', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_notsent_lowat', 'kernel.msgmax']), value: '1' }]),
    })),
    ...random.maybe(25, 'volumes', () => [{ name: 'v', ...random.pick(VOLUMES) }]),
  };
}

/** What Pod Security looks at in a container. Now and then everything is as the strictest level wants it. */
export function randomContainerSecurity(random: Random): Json {
  if (random.chance(40)) { return { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } }; }
  return {
    ...random.maybe(60, 'securityContext', () => ({
      ...randomIdentity(random),
      ...random.maybe(40, 'allowPrivilegeEscalation', () => random.chance(20)),
      ...random.maybe(5, 'privileged', () => true),
      ...random.maybe(5, 'procMount', () => random.pick(['Default', 'Unmasked'])),
      ...random.maybe(40, 'capabilities', () => ({
        ...random.maybe(70, 'drop', () => [random.pick(['ALL', 'NET_RAW'])]),
        ...random.maybe(40, 'add', () => [random.pick(['NET_BIND_SERVICE', 'CHOWN', 'SYS_ADMIN'])]),
      })),
    })),
    ...random.maybe(10, 'livenessProbe', () => ({ httpGet: { port: 80, ...random.maybe(40, 'host', () => '127.0.0.1') } })),
    ...random.maybe(5, 'lifecycle', () => ({ preStop: { httpGet: { port: 80, ...random.maybe(60, 'host', () => 'example.com') } } })),
  };
}

/** Annotations of old that still mean something. */
export function randomAnnotations(random: Random): Json {
  return random.maybe(10, 'annotations', () => ({ 'container.apparmor.security.beta.kubernetes.io/c0': random.pick(['runtime/default', 'localhost/x', 'unconfined']) }));
}

/** What a pod and its containers can both state. */
function randomIdentity(random: Random): Json {
  return {
    ...random.maybe(50, 'runAsNonRoot', () => random.chance(75)),
    ...random.maybe(20, 'runAsUser', () => random.pick([0, 1000])),
    ...random.maybe(40, 'seccompProfile', () => random.pick<Json>([{ type: 'RuntimeDefault' }, { type: 'Unconfined' }, { type: 'Localhost', localhostProfile: 'p' }])),
    ...random.maybe(8, 'seLinuxOptions', () => random.pick<Json>([{ level: 's0' }, { type: 'container_t' }, { type: 'container_engine_t' }, { type: 'spc_t' }, { user: 'u' }])),
    ...random.maybe(8, 'appArmorProfile', () => random.pick<Json>([{ type: 'RuntimeDefault' }, { type: 'Unconfined' }])),
  };
}
