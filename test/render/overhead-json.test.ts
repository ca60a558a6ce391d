import { asking, GENERAL, overhead } from './overheads';
import { overheadJson } from '../../src/render/overhead-json';
import { node } from '../builders';

test('JSON has quantities as text, shares as numbers, and no share of what is not declared', () => {
  const json = JSON.parse(JSON.stringify(overheadJson([GENERAL], [])));

  expect(Object.keys(json)).toEqual(['schemaVersion', 'problems', 'clusters']);
  expect(json.clusters[0]).toEqual({
    name: 'prod',
    kubernetesVersion: '1.34',
    nodes: 5,
    virtualNodes: { count: 1, names: ['v'], pools: [] },
    classes: [{
      nodes: { count: 5, names: ['w-0', 'w-1', 'w-2', 'w-3', 'w-4'], pools: ['w'] },
      allocatable: { cpu: '4', pods: '110' },
      notJudged: ['memory'],
      daemonSets: [
        { namespace: 'monitoring', name: 'logs', outcome: 'Runs', requests: { cpu: '100m', memory: '1Gi', pods: '1' }, hostPorts: [] },
        { namespace: 'monitoring', name: 'metrics', outcome: 'Runs', requests: { cpu: '50m', pods: '1' }, hostPorts: ['9100/TCP'] },
      ],
      requested: { cpu: '150m', memory: '1Gi', pods: '2' },
      sharePercent: { cpu: 3.8, pods: 1.8 },
      hostPorts: ['9100/TCP'],
      needed: { cpu: '150m', memory: '1Gi', pods: '2' },
    }],
    daemonSets: [
      { namespace: 'monitoring', name: 'logs', nodes: 5, requests: { cpu: '100m', memory: '1Gi', pods: '1' }, fleet: { cpu: '500m', memory: '5Gi', pods: '5' } },
      { namespace: 'monitoring', name: 'metrics', nodes: 5, requests: { cpu: '50m', pods: '1' }, fleet: { cpu: '250m', pods: '5' } },
    ],
    total: {
      requested: { cpu: '750m', memory: '5Gi', pods: '10' },
      allocatable: { cpu: '20', pods: '550' },
      sharePercent: { cpu: 3.8, pods: 1.8 },
    },
    smallestNode: { cpu: '150m', memory: '1Gi', pods: '2' },
  });
});

test('JSON of nodes without allocatable has none', () => {
  const json = overheadJson([overhead([asking('a', {})], [node('n', { allocatable: 'undeclared' })])], []) as { clusters: { classes: object[] }[] };

  expect(json.clusters[0]!.classes[0]).toMatchObject({ allocatable: null, sharePercent: {}, notJudged: ['pods'] });
});
