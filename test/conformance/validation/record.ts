/**
 * Writes the vectors of one Kubernetes release: DaemonSets of mutants.ts, and what main.go answered to each.
 *
 *   npx ts-node --transpile-only test/conformance/validation/mutants.ts 2500 36 > /tmp/daemon-sets.ndjson
 *   (cd test/conformance/validation && go run .) < /tmp/daemon-sets.ndjson > /tmp/answers.ndjson
 *   npx ts-node --transpile-only test/conformance/validation/record.ts /tmp/daemon-sets.ndjson /tmp/answers.ndjson 1.36
 *
 * Left out is whatever has a field of a wrong type: that is the business of another check, before this one.
 */
import { readFileSync, writeFileSync } from 'fs';
import * as path from 'path';
import { gzipSync } from 'zlib';
import { conformity } from '../../../src/manifest/wire-types';

interface Answer { readonly field: string; readonly type: string; readonly detail: string }

const [objects = '', answers = '', version = ''] = process.argv.slice(2);
const verdicts = linesOf<Answer[]>(answers);
const vectors = linesOf(objects)
  .map((daemonSet, index) => ({ daemonSet, answer: verdicts[index]! }))
  .filter(({ daemonSet }) => conformity(daemonSet, 'DaemonSet', ['status']).problems.length === 0)
  .map(({ daemonSet, answer }) => JSON.stringify({ refused: answer.length > 0, fields: answer.map(({ field }) => field), daemonSet }));

writeFileSync(path.join(__dirname, '..', 'vectors', `validation-${version}.ndjson.gz`), gzipSync(`${vectors.join('\n')}\n`, { level: 9 }));

function linesOf<T = unknown>(file: string): T[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as T);
}
