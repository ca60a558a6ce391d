import { ApiObject, Include, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { chart, errorsOf, file, INVENTORY, rawDaemonSet, TOLERANT } from './tree';
import { Architecture, Coverage, CoverageCheck, NodeSelection } from '../../src';
import { manifest } from '../builders';

const annotationsOf = (object: ApiObject) => object.toJson().metadata.annotations;

test('writes what is required onto a DaemonSet that somebody else made', () => {
  const agent = rawDaemonSet(chart(), 'Agent');

  Coverage.of(agent).require({ role: 'log-collector', nodes: NodeSelection.labeled({ disk: 'ssd' }).excluding('sandbox=true', 'no customer data', '2027-01-01').orNone() });

  expect(annotationsOf(agent)).toEqual({
    'everynode.dev/role': 'log-collector',
    'everynode.dev/required-nodes': 'disk=ssd',
    'everynode.dev/exempt': '[{"nodes":"sandbox=true","reason":"no customer data","until":"2027-01-01"}]',
    'everynode.dev/may-select-none': 'true',
  });
});

test('without a role every DaemonSet below the construct is meant', () => {
  const platform = chart();
  const [one, two] = [rawDaemonSet(platform, 'A'), rawDaemonSet(new Construct(platform, 'Deep'), 'B')];
  const other = new ApiObject(platform, 'Config', { apiVersion: 'v1', kind: 'ConfigMap' });

  Coverage.of(platform).require({ nodes: NodeSelection.everyNode() });

  expect([one, two].map(annotationsOf)).toEqual([{ 'everynode.dev/required-nodes': '' }, { 'everynode.dev/required-nodes': '' }]);
  expect(annotationsOf(other)).toBeUndefined();
});

test('one of several is meant by its name', () => {
  const cilium = new Include(chart(), 'Cilium', { url: file('cilium.yaml', [manifest({ name: 'cilium' }), manifest({ name: 'cilium-envoy' })].map(object => JSON.stringify(object)).join('\n---\n')) });

  Coverage.of(cilium).require({ daemonSet: 'cilium', role: 'network-plugin', nodes: NodeSelection.everyNode() });

  expect(cilium.apiObjects.map(annotationsOf)).toEqual([{ 'everynode.dev/role': 'network-plugin', 'everynode.dev/required-nodes': '' }, undefined]);
});

test('every node is every node of the operating system that the DaemonSet selects', () => {
  const agent = rawDaemonSet(chart(), 'Agent', { pod: { nodeSelector: { 'kubernetes.io/os': 'windows' } } });

  Coverage.of(agent).require({ nodes: NodeSelection.everyNode() });

  expect(annotationsOf(agent)).toEqual({ 'everynode.dev/required-nodes': 'kubernetes.io/os=windows' });
});

test('an architecture is required of what somebody else made', () => {
  const agent = rawDaemonSet(chart(), 'Agent', { pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } } });

  Coverage.of(agent).require({ nodes: NodeSelection.ofArchitecture(Architecture.ARM64) });

  expect(annotationsOf(agent)).toEqual({ 'everynode.dev/required-nodes': 'kubernetes.io/os=linux,kubernetes.io/arch=arm64' });
});

test('annotations that are there stay', () => {
  const agent = rawDaemonSet(chart(), 'Agent', { annotations: { owner: 'team-a' } });

  Coverage.of(agent).require({ role: 'logs' });

  expect(annotationsOf(agent)).toEqual({ 'owner': 'team-a', 'everynode.dev/role': 'logs' });
});

test('the check holds the DaemonSet to it', () => {
  const platform = chart();
  const agent = rawDaemonSet(platform, 'Agent', { pod: { ...TOLERANT, nodeSelector: { 'nvidia.com/gpu.present': 'true' } } });
  new CoverageCheck(platform, 'Check', { inventory: INVENTORY });

  expect(errorsOf(platform)).toEqual([]);

  Coverage.of(agent).require({ nodes: NodeSelection.everyNode() });

  expect(errorsOf(platform)).toEqual([expect.stringContaining('[platform/Check] monitoring/agent (platform/Agent) misses 3 of 5 nodes (general-0, general-1, general-2): nodeSelector')]);
});

describe('fails when', () => {
  const two = () => {
    const platform = chart();
    rawDaemonSet(platform, 'B');
    rawDaemonSet(platform, 'A');
    return platform;
  };

  test.each([
    ['there is no DaemonSet', chart, {}, 'Coverage.of(platform).require: there is no DaemonSet below it; state the requirement after its objects are there'],
    ['none has the name', two, { daemonSet: 'c' }, 'Coverage.of(platform).require: there is no DaemonSet called "c" below it; there are a, b'],
    ['several could have the role', two, { role: 'logs' }, 'Coverage.of(platform).require: several DaemonSets are below it (a, b); say with daemonSet which has the role logs'],
    ['the role is empty', two, { role: '' }, 'Coverage.of(platform).require: role must not be empty, got ""'],
    ['the role is no label value', two, { role: 'log collector' }, 'Coverage.of(platform).require: role must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between, got "log collector"'],
  ])('%s', (_, tree, requirement, message) => {
    expect(() => Coverage.of(tree()).require(requirement)).toThrow(message);
  });

  test('the nodes are of another operating system', () => {
    const agent = rawDaemonSet(chart(), 'Agent', { pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } } });

    expect(() => Coverage.of(agent).require({ nodes: NodeSelection.matching('kubernetes.io/os=windows') })).toThrow('leaves out every node');
  });

  test('it is asked of an app, too', () => {
    expect(() => Coverage.of(Testing.app()).require({})).toThrow('Coverage.of(the app).require: there is no DaemonSet below it');
  });
});
