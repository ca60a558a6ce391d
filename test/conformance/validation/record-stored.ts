/**
 * Writes what one Kubernetes release stores: DaemonSets of bases.ts and mutants.ts, and what main.go made of each.
 *
 *   npx ts-node --transpile-only test/conformance/validation/mutants.ts 1500 91 > /tmp/daemon-sets.ndjson
 *   (cd test/conformance/validation && go run . -stored) < /tmp/daemon-sets.ndjson > /tmp/stored.ndjson
 *   npx ts-node --transpile-only test/conformance/validation/record-stored.ts /tmp/daemon-sets.ndjson /tmp/stored.ndjson 1.36
 *
 * What is refused is left out, and of what is stored all but the spec.
 */
import { readFileSync, writeFileSync } from 'fs';
import * as path from 'path';
import { gzipSync } from 'zlib';

interface Stored { readonly spec: unknown }

const [objects = '', answers = '', version = ''] = process.argv.slice(2);
const stored = linesOf<Stored | null>(answers);
const vectors = linesOf<Stored>(objects).flatMap(({ spec }, index) => {
  const answer = stored[index];
  return answer ? [JSON.stringify({ written: spec, stored: answer.spec })] : [];
});

writeFileSync(path.join(__dirname, '..', 'vectors', `stored-${version}.ndjson.gz`), gzipSync(`${vectors.join('\n')}\n`, { level: 9 }));

function linesOf<T>(file: string): T[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as T);
}
