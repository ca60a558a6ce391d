import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { CoverageCheck, LogCollectorDaemonSet, NodeExporterDaemonSet, NodeInventory, NodeSelection, TaintEffect, Toleration } from '../src';

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test.each(['examples/textbook-fluentd/check.expected.txt', 'examples/platform/check.expected.txt'])('the README shows %s as it is', path => {
  expect(read('README.md')).toContain(`\`\`\`text\n${read(path)}\`\`\``);
});

test('the README shows what its first program prints', () => {
  const inventory = NodeInventory.ofPools(
    { name: 'general', count: 3, allocatable: { cpu: '3920m', memory: '14Gi' } },
    { name: 'gpu', count: 2, taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }] },
  );
  const app = new App();
  const chart = new Chart(app, 'node-agents', { namespace: 'monitoring' });
  new LogCollectorDaemonSet(chart, 'Logs');
  new NodeExporterDaemonSet(chart, 'NodeMetrics', {
    nodes: NodeSelection.everyNode().toleratingOnly(Toleration.exists('node-role.kubernetes.io/control-plane')),
  });
  new CoverageCheck(app, 'Coverage', { inventory });

  let message = '';
  try {
    app.synthYaml();
  } catch (error) {
    message = (error as Error).message;
  }

  expect(message).not.toBe('');
  expect(read('README.md')).toContain(`\`\`\`text\n${message}\n\`\`\``);
});

const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter(page => page.endsWith('.md'));

test.each(['README.md', ...pages.map(page => `docs/${page}`), 'examples/textbook-fluentd/README.md'])('%s links only to what is there', path => {
  const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => join(ROOT, path, '..', link));

  expect(links.filter(link => !existsSync(link))).toEqual([]);
});
