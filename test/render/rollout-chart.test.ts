import { rolloutChart } from '../../src/render/rollout-chart';
import { node, pool } from '../builders';
import { maxSurge, planned } from '../rollout/updates';

const limited = (maxUnavailable: number | string) => ({ spec: { updateStrategy: { rollingUpdate: { maxUnavailable } } } });
const chart = (width: number, ...[manifest, nodes, overrides]: Parameters<typeof planned>) => `\n${rolloutChart(planned(manifest, nodes, overrides), width).join('\n')}\n`;

test('one character for each node', () => {
  expect(chart(80, limited(2), pool('w', 5))).toBe(`
                w-0 … w-4
1  0 s – 10 s   ▓▓···
2  10 s – 20 s  ██▓▓·
3  20 s – 30 s  ████▓
`);
});

test('a pod that never gets ready', () => {
  expect(chart(80, {}, [node('a')], { conditions: { neverReady: () => true } })).toBe(`
                a
1  0 s – never  ▓
`);
});

test('alike nodes share a column where they are many', () => {
  const nodes = [...pool('big', 40), ...pool('gpu', 4, { labels: { disk: 'ssd' }, taints: ['gpu:NoSchedule'] })];

  expect(chart(40, { ...limited('25%'), pod: { tolerations: [{ operator: 'Exists' }] } }, nodes)).toBe(`
                big        gpu
1  0 s – 10 s   +11 11/40  0/4
2  10 s – 20 s  +11 22/40  0/4
3  20 s – 30 s  +11 33/40  0/4
4  30 s – 40 s  +7 40/40   +4 4/4
`);
});

test('no wave: no chart', () => {
  expect(rolloutChart(planned({ spec: { updateStrategy: { type: 'OnDelete' } } }, pool('w', 2)), 80)).toEqual([]);
});

test.each([[20, 100], [60, 3], [300, 12], [45, 1]])('%d nodes, %d classes: never wider than the terminal, and every wave is counted', (count, classes) => {
  const nodes = Array.from({ length: count }, (_, index) => node(`node-${index}`, { taints: [`t${index % classes}:NoSchedule`] }));
  const plan = planned({ ...limited('10%'), pod: { tolerations: [{ operator: 'Exists' }] } }, nodes);

  for (const width of [40, 80, 200]) {
    const lines = rolloutChart(plan, width);

    expect(lines.filter(line => line.length > width)).toEqual([]);
    expect(lines).toHaveLength(plan.waves.length + 1);
  }
});

test('nodes that all differ are as soon drawn as others', () => {
  const nodes = Array.from({ length: 3000 }, (_, index) => node(`node-${index}`, { taints: [`t${index}:NoSchedule`] }));
  const lines = rolloutChart(planned({ ...limited('10%'), pod: { tolerations: [{ operator: 'Exists' }] } }, nodes), 80);

  expect(lines[0]).toMatch(/ node-0 .* others$/);
  expect(lines.at(-1)).toMatch(/ 1\/1 .* \+\d+ (\d+)\/\1$/);
});

test('long names are cut, too', () => {
  const nodes = pool(`ip-10-0-123-45.${'very-long-domain.'.repeat(5)}internal`, 3);

  expect(rolloutChart(planned({}, nodes), 60).filter(line => line.length > 60)).toEqual([]);
});

test('waves in the middle are left out where they are many', () => {
  const lines = rolloutChart(planned({}, pool('w', 100)), 200);

  expect(lines).toHaveLength(1 + 24);
  expect(lines).toContainEqual('… 77 waves more …');
  expect(lines[20]).toMatch(/^20 /);
  expect(lines.slice(-3).map(line => line.slice(0, 3))).toEqual(['98 ', '99 ', '100']);
});

test('a surge is drawn the same way', () => {
  expect(rolloutChart(planned({ spec: { updateStrategy: { rollingUpdate: maxSurge(2) } } }, pool('w', 3)), 80)[1]).toContain('▓▓·');
});
