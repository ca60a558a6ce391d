import { Matrix } from '../matrix';
import { Finding } from '../report';

/** A synth writes several DaemonSets to one file, each in place of the one before: cdk8s names the files of single objects without their namespace. */
export function overwrittenFile({ input: { synth } }: Matrix): Finding[] {
  return (synth?.overwritten ?? []).map(({ file, daemonSets: [first, ...others] }) => ({
    code: 'OverwrittenFile',
    severity: 'error',
    message: `is written to the file ${file}, and so ${others.length === 1 ? 'is' : 'are'} ${others.map(({ name }) => name).join(', ')}: only the last one is left in it`,
    remedies: [
      { text: 'synthesize a file for each chart: yamlOutputType: YamlOutputType.FILE_PER_CHART' },
      { text: 'give each a name of its own, whatever its namespace' },
    ],
    ...(first ? { daemonSet: first.name } : {}),
    source: first?.source ?? {},
  }));
}
