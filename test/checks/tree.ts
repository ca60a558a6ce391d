import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { NodeInventory, TaintEffect } from '../../src';
import { manifest, ManifestOverrides } from '../builders';

/** Three plain nodes, and two with a taint. */
export const INVENTORY = NodeInventory.ofPools(
  { name: 'general', count: 3, allocatable: { 'cpu': '3920m', 'memory': '14Gi', 'ephemeral-storage': '50Gi' } },
  {
    name: 'gpu',
    count: 2,
    labels: { 'nvidia.com/gpu.present': 'true' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }],
    allocatable: { 'cpu': '7910m', 'memory': '30Gi', 'ephemeral-storage': '50Gi' },
  },
);

/** Tolerates every taint, so that every node of the inventory runs it. */
export const TOLERANT = { tolerations: [{ operator: 'Exists' }] };

/** An app with a chart of the given name. */
export function chart(id = 'platform'): Chart {
  return new Chart(Testing.app(), id, { namespace: 'monitoring' });
}

/** A plain ApiObject that is a DaemonSet. */
export function rawDaemonSet(scope: Construct, id: string, overrides: ManifestOverrides = {}): ApiObject {
  return new ApiObject(scope, id, manifest({ name: id.toLowerCase(), ...overrides }));
}

/** What a synth fails with, one line each; empty where it succeeds. */
export function errorsOf(app: Construct): string[] {
  try {
    (app.node.root as App).synth();
    return [];
  } catch (error) {
    const [title, ...lines] = (error as Error).message.split('\n');
    expect(title).toBe('Validation failed with the following errors:');
    return lines.map(line => line.trim());
  }
}

/** The path of a file with a text, which is gone after the test. */
export function file(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  FOLDERS.push(folder);
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const FOLDERS: string[] = [];

afterAll(() => FOLDERS.forEach(folder => rmSync(folder, { recursive: true })));
