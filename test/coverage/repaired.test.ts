import { reportOf } from '../../src/coverage/coverage';
import { matrixOf } from '../../src/coverage/matrix';
import { faultsOf } from '../../src/coverage/repaired';
import { JudgedCluster, repairsOf } from '../../src/coverage/repairs';
import { clusterInput, daemonSet, ManifestOverrides, node } from '../builders';

const GPU = { key: 'gpu', operator: 'Exists' };
const nodes = [node('w-1'), node('gpu-1', { taints: ['gpu=:NoSchedule'] })];
const judged = (overrides: ManifestOverrides, cluster = nodes): JudgedCluster => {
  const matrix = matrixOf(clusterInput([daemonSet(overrides)], cluster));
  return { matrix, report: reportOf(matrix, false) };
};
const faults = (before: JudgedCluster, after: JudgedCluster) => {
  const { repairs } = repairsOf([before]);
  return { repairs: repairs.length, faults: faultsOf(repairs, [before], [after], false).map(({ message }) => message) };
};

describe('a repair', () => {
  test('is sound where its gap is closed', () => {
    expect(faults(judged({}), judged({ pod: { tolerations: [GPU] } }))).toEqual({ repairs: 1, faults: [] });
  });

  test('is not where nothing has changed', () => {
    expect(faults(judged({}), judged({}))).toEqual({ repairs: 1, faults: ['is not enough: no pod would run on gpu-1 of prod'] });
  });

  test('is not where the gap is gone because the node is no longer meant', () => {
    expect(faults(judged({}), judged({ pod: { nodeSelector: { 'kubernetes.io/hostname': 'w-1' } } })).faults).toEqual([
      'is not enough: no pod would run on gpu-1 of prod', 'would leave out gpu-1 of prod, which requires a pod',
    ]);
  });

  test('is not where a pod would go that ran', () => {
    expect(faults(judged({}), judged({ pod: { tolerations: [GPU], nodeSelector: { 'kubernetes.io/hostname': 'gpu-1' } } })).faults).toEqual([
      'would take the pod from w-1 of prod', 'would leave out w-1 of prod, which requires a pod',
    ]);
  });

  test('is not where a pod would come to a node that is exempt', () => {
    const exempt = { annotations: { 'everynode.dev/exempt': '[{"nodes":"sandbox=true","reason":"no customer data"}]' } };
    const sandbox = [...nodes, node('gpu-2', { labels: { sandbox: 'true' }, taints: ['gpu=:NoSchedule'] })];

    const { repairs } = repairsOf([judged({}, nodes)]);
    const after = judged({ ...exempt, pod: { tolerations: [GPU] } }, sandbox);

    expect(faultsOf(repairs, [judged(exempt, sandbox)], [after], false)).toEqual([{ message: 'would bring a pod to gpu-2 of prod, where none is required', repairs }]);
  });

  test('is not where the DaemonSet is gone', () => {
    expect(faults(judged({}), judged({ name: 'other', pod: { tolerations: [GPU] } })).faults).toEqual(['would lose monitoring/agent']);
  });
});

describe('what cannot be repaired', () => {
  test('is said with the reason', () => {
    const { repairs, unrepaired } = repairsOf([judged({ pod: { nodeSelector: { disk: 'ssd' } } })]);

    expect(repairs).toEqual([]);
    expect(unrepaired.map(({ daemonSet: name, reason }) => `${name}: ${reason}`)).toEqual(['monitoring/agent: SelectsNoNode: what is meant is not certain']);
  });
});
