import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { chart, INVENTORY } from './tree';
import { CoverageReport, NodeExporterDaemonSet } from '../../src';

const containers = [{ image: 'registry.example.com/agent:1.0' }];
const make: Record<string, (scope: Construct) => Construct> = {
  'cdk8s-plus without a name': scope => new kplus.DaemonSet(scope, 'Agent', { containers }),
  'cdk8s-plus with a name': scope => new kplus.DaemonSet(scope, 'Agent', { containers, metadata: { name: 'agent' } }),
  'cdk8s-plus with a name and labels': scope => {
    const agent = new kplus.DaemonSet(scope, 'Agent', { containers, metadata: { name: 'agent' }, podMetadata: { labels: { app: 'agent' } }, select: false });
    agent.select(kplus.LabelSelector.of({ labels: { app: 'agent' } }));
    return agent;
  },
  'a typed agent without a name': scope => new NodeExporterDaemonSet(scope, 'Agent'),
  'a typed agent with a name': scope => new NodeExporterDaemonSet(scope, 'Agent', { metadata: { name: 'agent' } }),
};

const identityOf = (construct: Construct) => {
  const { metadata, spec } = ApiObject.of(construct).toJson() as { metadata: { name: string }; spec: { selector: object } };
  return JSON.stringify([metadata.name, spec.selector]);
};
const isTold = (platform: Chart) => CoverageReport._ofTree(platform, INVENTORY)._report.clusters[0]!.findings.some(({ code }) => code === 'FollowsConstructPath');

test.each(Object.keys(make))('%s is told of just where a construct that moves is another DaemonSet', name => {
  const before = chart();
  const identity = identityOf(make[name]!(before));
  const moved = identityOf(make[name]!(new Construct(chart(), 'Deeper')));

  expect(isTold(before)).toBe(identity !== moved);
});
