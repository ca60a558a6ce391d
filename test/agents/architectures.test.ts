import { errorsOf } from './coverage';
import { AGENTS } from './evidence/agents';
import { manifests, newChart } from './manifests';
import { Architecture, NodePool } from '../../src';

/** The agents whose image is their user's, of which nobody knows for what it is. */
const UNKNOWN = ['csi-node'];

const known = AGENTS.filter(({ program }) => !UNKNOWN.includes(program));
const architecturesOf = ({ make }: typeof AGENTS[number], stated = {}): string[] =>
  manifests(make(newChart(), 'Agent', stated)).filter(({ kind }) => kind === 'DaemonSet').map(({ metadata }) => metadata.annotations['everynode.dev/architectures']);

describe('the architectures of the image', () => {
  test.each(known.map(evidence => [evidence.program, evidence] as const))('of %s are known, and amd64 is one', (_, evidence) => {
    architecturesOf(evidence).forEach(architectures => expect(architectures.split(',')).toContain('amd64'));
  });

  test.each(known.map(evidence => [evidence.program, evidence] as const))('of %s are not those of another image', (_, evidence) => {
    expect(architecturesOf(evidence, { image: 'registry.example/own:1.2.3' })[0]).toBeUndefined();
    expect(architecturesOf(evidence, { image: 'registry.example/own:1.2.3', architectures: [Architecture.AMD64] })[0]).toBe('amd64');
  });

  test.each(UNKNOWN)('of %s are nobody\'s to know', program => {
    expect(architecturesOf(AGENTS.find(evidence => evidence.program === program)!)).toEqual([undefined]);
  });

  test('are held against the nodes', () => {
    const pool = (architecture: Architecture): NodePool => ({ name: 'storage', count: 2, labels: { 'storagenode': 'glusterfs', 'kubernetes.io/arch': architecture } });
    const gluster = AGENTS.find(({ program }) => program === 'glusterfs')!;

    expect(errorsOf(gluster.make(newChart(), 'Agent'), pool(Architecture.ARM64))).toEqual([expect.stringContaining('its image is for amd64')]);
    expect(errorsOf(gluster.make(newChart(), 'Agent'), pool(Architecture.AMD64))).toEqual([]);
  });
});
