import { NO_OBJECTS } from '../../model/cluster-objects';
import { CsiCoverage } from '../csi-coverage';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** Volumes of a CSI driver are used, and no DaemonSet is known to be its node plugin: whether it runs where they are used is not checked. */
export function unknownNodePlugin(matrix: Matrix): Finding[] {
  const { classes } = (matrix.input.objects ?? NO_OBJECTS).storage;
  return CsiCoverage.of(matrix).unknown.map(driver => ({
    code: 'UnknownNodePlugin',
    severity: 'note' as const,
    message: `no DaemonSet is known to be the node plugin of the CSI driver ${driver}, so that it is not checked whether it runs where its volumes are used`,
    remedies: [
      { text: `say which one it is by its role (annotation everynode.dev/role: ${driver}), or pass it as one that runs in the cluster, too` },
      { text: 'nothing, where the platform or an operator runs it' },
    ],
    source: classes.find(({ provisioner }) => provisioner === driver)?.source ?? {},
  }));
}
