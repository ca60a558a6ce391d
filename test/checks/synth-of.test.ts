import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { INVENTORY, rawDaemonSet, TOLERANT } from './tree';
import { CoverageCheck, OnFindings } from '../../src';
import { synthOf } from '../../src/checks/synth-of';
import { manifest } from '../builders';

const FOLDERS: string[] = [];
afterAll(() => FOLDERS.forEach(folder => rmSync(folder, { recursive: true })));

/** An app that writes to a folder of its own. */
function appWith(yamlOutputType: YamlOutputType): App {
  const outdir = mkdtempSync(join(tmpdir(), 'everynode-'));
  FOLDERS.push(outdir);
  return new App({ outdir, yamlOutputType });
}

const agentOf = (scope: Construct, namespace: string, id = 'Agent') => rawDaemonSet(scope, id, { namespace, name: 'agent', pod: TOLERANT });

/** How many DaemonSets a synth leaves in the output of an app. */
function writtenBy(app: App): number {
  app.synth();
  const files = readdirSync(app.outdir, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'));
  return files.reduce((sum, file) => sum + readFileSync(join(app.outdir, file), 'utf8').split('kind: DaemonSet').length - 1, 0);
}

describe('what it says of files is what cdk8s does:', () => {
  test.each<[string, YamlOutputType, string[], number]>([
    ['a file for the app', YamlOutputType.FILE_PER_APP, [], 3],
    ['a file for each chart', YamlOutputType.FILE_PER_CHART, [], 3],
    ['a file for each object', YamlOutputType.FILE_PER_RESOURCE, ['DaemonSet.agent.k8s.yaml: a/agent, b/agent, c/agent'], 1],
    ['a folder for each chart', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, ['two/DaemonSet.agent.k8s.yaml: b/agent, c/agent'], 2],
  ])('%s', (_, outputType, lost, written) => {
    const app = appWith(outputType);
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    agentOf(one, 'a');
    agentOf(two, 'b');
    agentOf(two, 'c', 'Another');

    expect(synthOf(one, [app]).overwritten.map(({ file, daemonSets }) => `${file}: ${daemonSets.map(({ name }) => name).join(', ')}`)).toEqual(lost);
    expect(writtenBy(app)).toBe(written);
  });

  test('a DaemonSet of another API group has the same file, and one that is there twice is another finding', () => {
    const app = appWith(YamlOutputType.FILE_PER_RESOURCE);
    const one = new Chart(app, 'one');
    agentOf(one, 'a');
    agentOf(one, 'a', 'Twice');

    expect(synthOf(one, [app]).overwritten).toEqual([]);
    new ApiObject(one, 'Kruise', { ...manifest({ namespace: 'a' }), apiVersion: 'apps.kruise.io/v1alpha1' });
    expect(synthOf(one, [app]).overwritten).toHaveLength(1);
  });

  test('names that differ, and other kinds, have files of their own', () => {
    const app = appWith(YamlOutputType.FILE_PER_RESOURCE);
    const one = new Chart(app, 'one');
    agentOf(one, 'a');
    rawDaemonSet(one, 'Other', { namespace: 'a' });
    new ApiObject(one, 'Account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'agent' } });

    expect(synthOf(one, [app]).overwritten).toEqual([]);
    expect(writtenBy(app)).toBe(2);
  });

  test('a file of DaemonSets that the check does not judge is not its business', () => {
    const app = appWith(YamlOutputType.FILE_PER_RESOURCE);
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    rawDaemonSet(one, 'Other');
    agentOf(two, 'b');
    agentOf(two, 'c', 'Another');

    expect(synthOf(one, [one]).overwritten).toEqual([]);
    expect(synthOf(two, [two]).overwritten).toHaveLength(1);
  });
});

test('a check fails the synth that would lose a DaemonSet', () => {
  const app = appWith(YamlOutputType.FILE_PER_RESOURCE);
  const one = new Chart(app, 'one');
  agentOf(one, 'a');
  agentOf(one, 'b', 'Another');
  new CoverageCheck(app, 'Check', { inventory: INVENTORY });

  expect(() => app.synth()).toThrow('[Check] a/agent (one/Agent): OverwrittenFile: is written to the file DaemonSet.agent.k8s.yaml, and so is b/agent: only the last one is left in it');
});

describe('a DaemonSet that no check judges', () => {
  const warned = (app: App) => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      app.synth();
      return write.mock.calls.map(([text]) => String(text)).join('').split('\n').filter(line => line.includes('NotChecked'));
    } finally {
      write.mockRestore();
    }
  };

  test('is told of once, by the first check', () => {
    const app = appWith(YamlOutputType.FILE_PER_CHART);
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    agentOf(one, 'a');
    agentOf(two, 'b');
    new CoverageCheck(app, 'First', { inventory: INVENTORY, scopes: [one] });
    new CoverageCheck(app, 'Second', { inventory: INVENTORY, scopes: [one] });

    expect(warned(app)).toEqual([
      '  [First] NotChecked (two/Agent): b/agent is in the app, and below the scopes of none of its checks: nobody judges it: make the check in the app itself, or name the constructs in the scopes of a check',
    ]);
  });

  test('is none where another check judges it, even one whose findings are warnings', () => {
    const app = appWith(YamlOutputType.FILE_PER_CHART);
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    agentOf(one, 'a');
    agentOf(two, 'b');
    new CoverageCheck(one, 'First', { inventory: INVENTORY });
    new CoverageCheck(two, 'Second', { inventory: INVENTORY, onFindings: OnFindings.WARN });

    expect(warned(app)).toEqual([]);
  });

  test('is told of by the next one where the first check is gone from the tree', () => {
    const app = appWith(YamlOutputType.FILE_PER_CHART);
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    agentOf(one, 'a');
    agentOf(two, 'b');
    new CoverageCheck(app, 'All', { inventory: INVENTORY });
    new CoverageCheck(one, 'One', { inventory: INVENTORY });
    app.node.tryRemoveChild('All');

    expect(warned(app)).toEqual([expect.stringContaining('[one/One] NotChecked (two/Agent): b/agent')]);
  });
});

test('a DaemonSet of another app is judged, and a synth of this one does not write it', () => {
  const app = appWith(YamlOutputType.FILE_PER_CHART);
  const [here, there] = [new Chart(app, 'here'), new Chart(appWith(YamlOutputType.FILE_PER_CHART), 'there')];
  agentOf(here, 'a');
  agentOf(there, 'b');

  expect(synthOf(here, [here, there])).toMatchObject({ elsewhere: [{ name: 'b/agent', source: { constructPath: 'there/Agent' } }] });
  expect(synthOf(here, [here]).elsewhere).toEqual([]);
  expect(writtenBy(app)).toBe(1);
});

test('cdk8s lets no object be outside of a chart', () => {
  expect(() => new ApiObject(new App(), 'Agent', manifest())).toThrow('cannot find a parent chart');
});
