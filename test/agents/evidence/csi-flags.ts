import { Manifest } from '../manifests';

/** When the programs of kubernetes-csi were read. */
export const READ_ON = '2026-11-27';

/** The flags of the programs that run beside every driver, as their own source declares them. */
const FLAGS: { readonly [container: string]: { readonly source: string; readonly flags: readonly string[] } } = {
  'node-driver-registrar': {
    source: 'https://github.com/kubernetes-csi/node-driver-registrar/blob/dc23d0e9f0ca51925645b18db4f6439f951f59b7/cmd/csi-node-driver-registrar/main.go',
    flags: [
      'connection-timeout', 'csi-address', 'enable-pprof', 'health-port', 'http-endpoint', 'kubelet-registration-path', 'mode', 'plugin-registration-path', 'timeout', 'version',
    ],
  },
  'liveness-probe': {
    source: 'https://github.com/kubernetes-csi/livenessprobe/blob/07bd11fbc5fac015289362f878d7f356217f1192/cmd/livenessprobe/main.go',
    flags: ['csi-address', 'health-port', 'http-endpoint', 'metrics-address', 'metrics-path', 'probe-timeout'],
  },
};

/** What is wrong with the containers beside a driver: flags that they do not have, and sockets that the kubelet would not find. */
export function sidecarProblems(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'DaemonSet').flatMap(({ spec }) => {
    const { containers, volumes } = spec.template.spec;
    const known = containers.filter(({ name }: Manifest) => FLAGS[name] !== undefined);
    return [
      ...known.flatMap(({ name, args }: Manifest) => unknownFlags(args, FLAGS[name]!.flags).map(flag => `${name}: no such flag: ${flag} (${FLAGS[name]!.source})`)),
      ...registrationProblems(containers, volumes),
    ];
  });
}

/** The flags among arguments that a program does not have. */
export function unknownFlags(args: readonly string[], flags: readonly string[]): string[] {
  return args.filter(argument => !flags.includes(/^--([^=]+)=/.exec(argument)?.[1] ?? ''));
}

/** The kubelet opens the socket that the registrar names, on the node; it must be the one that the driver makes, in its container. */
function registrationProblems(containers: readonly Manifest[], volumes: readonly Manifest[]): string[] {
  const [driver] = containers;
  const nodePath = (container: Manifest, path: string) => {
    const mount = container.volumeMounts.filter(({ mountPath }: Manifest) => path.startsWith(`${mountPath}/`)).sort((a: Manifest, b: Manifest) => b.mountPath.length - a.mountPath.length)[0];
    return `${volumes.find(({ name }) => name === mount.name).hostPath.path}${path.slice(mount.mountPath.length)}`;
  };
  const registrar = containers.find(({ name }) => name === 'node-driver-registrar');
  const valueOf = (flag: string) => registrar.args.find((argument: string) => argument.startsWith(`--${flag}=`))?.slice(flag.length + 3);
  const endpoint = driver.env.find(({ name }: Manifest) => name === 'CSI_ENDPOINT')?.value.replace('unix://', '') ?? '/nowhere/csi.sock';
  const made = endpoint.startsWith('/csi/') ? nodePath(driver, endpoint) : endpoint;
  return [
    ...(valueOf('kubelet-registration-path') === made ? [] : [`the kubelet would open ${valueOf('kubelet-registration-path')}, and the driver makes ${made}`]),
    ...(nodePath(registrar, `${valueOf('csi-address')}`) === made ? [] : [`the registrar would open ${valueOf('csi-address')}, and the driver makes ${made}`]),
  ];
}
