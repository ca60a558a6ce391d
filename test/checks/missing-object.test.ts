import { ApiObject, Chart, Include, Lazy } from 'cdk8s';
import { chart, file, INVENTORY } from './tree';
import { CalicoDaemonSet, CiliumDaemonSet, CoverageCheck, CoverageReport, NodeAgentDaemonSet, NodeInventory, NodeSelection } from '../../src';
import { daemonSetOf, newAgent, newChart } from '../agents/manifests';

const inventory = NodeInventory.ofPools({ name: 'general', count: 2, allocatable: { cpu: '4', memory: '16Gi' } });
const OPERATOR = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cilium-operator', namespace: 'kube-system' } };
const CRD = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'clusterinformations.crd.projectcalico.org' } };

/** What a report on a tree says is missing. */
function missingIn(tree: Chart): string[] {
  const report = CoverageReport._ofTree(tree, inventory).toJson();
  return report.clusters.flatMap(({ findings }: { findings: { code: string; message: string; severity: string }[] }) => findings)
    .filter(({ code }: { code: string }) => code === 'MissingObject').map(({ message, severity }: { message: string; severity: string }) => `${severity}: ${message}`);
}

const cilium = (tree = newChart(null), props = {}) => { new CiliumDaemonSet(tree, 'Cilium', props); return tree; };
const calico = (tree = newChart(null), props = {}) => { new CalicoDaemonSet(tree, 'Calico', props); return tree; };

describe('Cilium', () => {
  test('does not start without its operator, which is a warning', () => {
    expect(missingIn(cilium())).toEqual(['warning: its pods do not start without Deployment cilium-operator, which is not among the given objects']);
  });

  test.each<[string, (tree: Chart) => void]>([
    ['included', tree => { new Include(tree, 'Operator', { url: file('operator.yaml', JSON.stringify(OPERATOR)) }); }],
    ['an object', tree => { new ApiObject(tree, 'Operator', OPERATOR); }],
    ['in a list', tree => { new ApiObject(tree, 'Operator', { apiVersion: 'v1', kind: 'List', items: [OPERATOR] }); }],
  ])('is whole where that is %s', (_, add) => {
    const tree = cilium();
    add(tree);

    expect(missingIn(tree)).toEqual([]);
  });

  test('is not whole with an operator of another name', () => {
    const tree = cilium();
    new ApiObject(tree, 'Operator', { ...OPERATOR, metadata: { name: 'other-operator' } });

    expect(missingIn(tree)).toHaveLength(1);
  });

  test('may be told that the cluster has it already', () => {
    expect(missingIn(cilium(newChart(null), { annotations: { 'everynode.dev/needs': '' } }))).toEqual([]);
  });

  test('says it once, whatever its variants are', () => {
    const variants = { big: { nodes: NodeSelection.labeled({ size: 'big' }).orNone() } };

    expect(missingIn(cilium(newChart(null), { variants }))).toHaveLength(1);
  });
});

describe('Calico', () => {
  test('does not start without its definitions, and without the Service of Typha where it has one', () => {
    expect(missingIn(calico())).toEqual([
      'warning: its pods do not start without CustomResourceDefinition clusterinformations.crd.projectcalico.org, which is not among the given objects',
    ]);
    expect(missingIn(calico(newChart(null), { typhaService: 'calico-typha' }))).toEqual([
      'warning: its pods do not start without CustomResourceDefinition clusterinformations.crd.projectcalico.org and Service kube-system/calico-typha, which are not among the given objects',
    ]);
  });

  test('is whole with them, and needs no controllers', () => {
    const tree = calico(newChart(null), { typhaService: 'calico-typha' });
    new Include(tree, 'Definitions', { url: file('crds.yaml', JSON.stringify(CRD)) });
    new ApiObject(tree, 'Typha', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'calico-typha', namespace: 'kube-system' } });

    expect(missingIn(tree)).toEqual([]);
  });

  test('is not whole with a Service of Typha in another namespace', () => {
    const tree = calico(newChart(null), { typhaService: 'calico-typha' });
    new ApiObject(tree, 'Definitions', CRD);
    new ApiObject(tree, 'Typha', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'calico-typha', namespace: 'calico' } });

    expect(missingIn(tree)).toEqual(['warning: its pods do not start without Service kube-system/calico-typha, which is not among the given objects']);
  });

  test('never fails a synth, and says nothing where no check is', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const tree = calico();
      expect(() => daemonSetOf(tree)).not.toThrow();
      expect(stderr).not.toHaveBeenCalled();

      new CoverageCheck(tree, 'Check', { inventory });
      expect(tree.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
      expect(stderr.mock.calls.map(([text]) => text).join('')).toContain('its pods do not start without CustomResourceDefinition clusterinformations.crd.projectcalico.org');
    } finally {
      stderr.mockRestore();
    }
  });

  test('finds what already runs in the cluster', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const tree = calico();
      new CoverageCheck(tree, 'Check', { inventory, alsoRunning: [file('crds.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [CRD] }))] });

      expect(tree.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
      expect(stderr).not.toHaveBeenCalled();
    } finally {
      stderr.mockRestore();
    }
  });
});

describe('what an agent of one\'s own needs', () => {
  test('is an annotation', () => {
    expect(daemonSetOf(newAgent({ needs: ['Deployment/operator', 'Service/net/typha'] })).metadata.annotations['everynode.dev/needs']).toBe('Deployment/operator,Service/net/typha');
    expect(daemonSetOf(newAgent()).metadata.annotations).not.toHaveProperty('everynode.dev/needs');
  });

  test('fails where it names no object', () => {
    expect(() => newAgent({ needs: ['operator'] })).toThrow('platform/Agent: needs: must be a kind and a name, such as "Deployment/operator" or "Service/kube-system/typha", got "operator"');
  });

  test('is found among objects that are never rendered', () => {
    const tree = chart();
    new NodeAgentDaemonSet(tree, 'Agent', { container: { image: 'registry.example/agent:1' }, needs: ['Secret/monitoring/token'] });
    new ApiObject(tree, 'Token', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' }, data: Lazy.any({ produce: () => { throw new Error('was rendered'); } }) });

    expect(CoverageReport._ofTree(tree, INVENTORY).toJson().clusters[0].findings.filter(({ code }: { code: string }) => code === 'MissingObject')).toEqual([]);
  });
});
