import { createHash } from 'crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Kubernetes } from '../../conformance/kubernetes';

/** The release that is asked. */
export const KUBERNETES = '1.37';

const ANSWERS = join(__dirname, 'admission-answers.json');

/** What the API server's own code says of one object; what it has nothing to say of is left out. */
export interface Opinion {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly unknown?: string;
  readonly refused?: string;
  readonly podRefused?: string;
  readonly podSecurity?: string;
  readonly podSecurityAgainst?: string;
  readonly skipped?: string;
}

/** The answers about one text of manifests. */
export interface Answers {
  /** The hash of the text that was asked about: another text needs another answer. */
  readonly sha256: string;
  readonly opinions: readonly Opinion[];
}

/** Kept answers: they need no Go. */
export interface RecordedAnswers {
  readonly kubernetes: string;
  readonly askedOn: string;
  readonly cases: { readonly [title: string]: Answers };
}

/** Why Kubernetes' own code cannot be asked here; undefined where it can. */
export function whyNotAsked(): string | undefined {
  return Kubernetes.obstacle(KUBERNETES);
}

/** What a cluster has beside the agents that are asked about: the class that some of them name. */
const CLUSTER = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: node-agents
value: 1000000
`;

/** Asks Kubernetes' own code about several texts at once. */
export function ask(texts: ReadonlyMap<string, string>): { [title: string]: Answers } {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    const paths = new Map([...texts].map(([title, text], index) => {
      const path = join(folder, `${index}.yaml`);
      writeFileSync(path, text);
      return [path, title];
    }));
    const cluster = join(folder, 'cluster.yaml');
    writeFileSync(cluster, CLUSTER);
    const lines = Kubernetes.run(KUBERNETES, 'admit', cluster, ...paths.keys()).split('\n').filter(Boolean).map(line => JSON.parse(line) as Opinion & { file: string });
    return Object.fromEntries([...paths].map(([path, title]) => [title, {
      sha256: hash(texts.get(title)!),
      opinions: lines.filter(({ file }) => file === path).map(({ file: _, ...opinion }) => opinion),
    }]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function recorded(): RecordedAnswers {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedAnswers;
}

export function record(askedOn: string, cases: { readonly [title: string]: Answers }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ kubernetes: KUBERNETES, askedOn, cases }, null, 2)}\n`);
}

/** Tells whether an answer is about this very text. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
