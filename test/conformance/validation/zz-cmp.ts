import { createReadStream, readFileSync } from 'fs';
import { daemonSetProblems } from '/work/main/src/manifest/validation/daemon-set';
import { conformity } from '/work/main/src/manifest/wire-types';
import { showPath } from '/work/main/src/manifest/document';
const [objs, answers, minor, max = '40'] = process.argv.slice(2);
const O = readFileSync(objs!, 'utf8').split('\n').filter(Boolean), A = readFileSync(answers!, 'utf8').split('\n').filter(Boolean);
let n = 0, dis = 0, refused = 0, skipped = 0, pathdis = 0;
const groups = new Map<string, string[]>();
const norm = (p: string) => p.replace(/\[[^\]]*\]/g, '').replace('template.metadata', 'template');
for (let i = 0; i < O.length; i++) {
  const ds = JSON.parse(O[i]!), a = JSON.parse(A[i]!);
  if (conformity(ds, 'DaemonSet', ['status']).problems.length) { skipped++; continue; }
  n++;
  const p = daemonSetProblems(ds, Number(minor));
  if (a.length) refused++;
  if ((a.length > 0) !== (p.length > 0)) {
    dis++;
    const key = a.length ? 'MISSED ' + norm(a[0].field) + ' | ' + a[0].type + ' ' + a[0].detail.slice(0, 160) : 'WRONGLY ' + norm(showPath(p[0]!.path)) + ' ' + p[0]!.message;
    const g = key.replace(/"[^"]*"/g, '""');
    groups.set(g, [...groups.get(g) ?? [], `#${i} ${key}`]);
  } else if (a.length) {
    // loosely: some path shares the leaf's parent
    const ours = p.map(x => norm(showPath(x.path)));
    const theirs = a.map((x: any) => norm(x.field));
    if (!theirs.some((t: string) => ours.some(o => o.startsWith(t) || t.startsWith(o) || o.split('.').slice(0, -1).join('.') === t.split('.').slice(0, -1).join('.')))) { pathdis++; if (pathdis < 400) console.log('PATH', i, theirs, ours); }
  }
}
console.log({ n, refused, dis, skipped, pathdis });
for (const [k, v] of [...groups].sort((x, y) => y[1].length - x[1].length).slice(0, Number(max))) console.log(v.length, k, v.slice(0, 3).map(x => x.split(' ')[0]).join(' '));
