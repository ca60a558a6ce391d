import { nameOf } from '../../model/daemon-set';
import { Matrix, Row } from '../matrix';
import { groupOf } from '../node-group';
import { commonNodes, pairsOf } from '../pairs';
import { Finding } from '../report';
import { WrittenPaths, writtenPaths } from '../written-path';

/** Directories in which everything is there to be shared: of the kernel, of sockets and locks, of the container runtime, of network plugins. */
const SHARED_BELOW = new RegExp(`^(${[
  '/dev', '/proc', '/run', '/sys', '/pipe',
  '/(usr/)?lib/modules', '/usr/src',
  '/var/lib/(containerd|containers|docker)', '/var/log/(containers|journal|pods)',
  '/etc/(kubernetes/)?cni', '/opt/cni', '/var/lib/cni', '/home/kubernetes/bin', '/var/lib/rancher/k3s/(agent/etc/cni|data)', '/var/snap/microk8s/current/args/cni-network',
  '(/var/snap/microk8s/common)?/var/lib/(k0s/)?kubelet/plugins/kubernetes\\.io',
].join('|')})(/|$)`);

/** Directories that belong to nobody in particular, files that people read without saying so, and the kubelet's own directories. */
const SHARED = new RegExp(`^(${[
  '/', '/(bin|boot|etc|home|lib|lib64|media|mnt|opt|root|sbin|srv|tmp|usr|var)', '/(program files|programdata|windows)', '/usr/(bin|lib|lib64|libexec|local|local/bin|sbin|share)', '/var/(lib|tmp)',
  '/etc/(group|localtime|machine-id|os-release|passwd|timezone)', '/etc/(pki|ssl|ssl/certs)',
  '(/var/snap/microk8s/common)?/var/lib/(k0s/)?kubelet(/[^/]+)?',
].join('|')})$`);

/** Where drivers register with a kubelet: whoever writes to it shows where the directory of that kubelet is. */
const REGISTRATIONS = '/plugins_registry';

/** Two DaemonSets write to one path of a node that runs both: what one writes there, the other overwrites, unless it is meant to be shared. */
export function sharedHostPath(matrix: Matrix): Finding[] {
  const own = new Map(matrix.rows.map(row => [row, ownPaths(row)]));
  return pairsOf(matrix.rows, row => own.get(row)?.size !== 0).flatMap(pair => {
    const [left, right] = pair;
    const paths = [...own.get(left) ?? []].filter(([path]) => own.get(right)?.has(path)).map(([, written]) => written).sort();
    const nodes = paths.length > 0 ? commonNodes(matrix, pair) : [];
    return nodes.length === 0 ? [] : [{
      code: 'SharedHostPath',
      severity: 'warning' as const,
      message: `writes to ${paths.join(', ')} of the node, and so does ${nameOf(right.daemonSet)}`,
      remedies: [{ text: `give each ${paths.length === 1 ? 'a path' : 'paths'} of its own` }, { text: 'set readOnly: true on the mounts of the one that only reads' }],
      daemonSet: nameOf(left.daemonSet),
      nodes: groupOf(nodes),
      source: left.daemonSet.source,
    }];
  });
}

/** What a DaemonSet writes to and would not expect others to write to. */
function ownPaths({ daemonSet }: Row): WrittenPaths {
  const written = writtenPaths(daemonSet);
  const kubelets = [...written.keys()].filter(path => path.endsWith(REGISTRATIONS)).map(path => path.slice(0, -REGISTRATIONS.length));
  const ofKubelet = new Set(kubelets.flatMap(kubelet => [kubelet, `${kubelet}/plugins`, `${kubelet}/pods`, `${kubelet}${REGISTRATIONS}`]));
  return new Map([...written].filter(([path]) => !isMeantToBeShared(path) && !ofKubelet.has(path)));
}

function isMeantToBeShared(path: string): boolean {
  return SHARED_BELOW.test(path) || SHARED.test(path);
}
