import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import * as path from 'path';

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate of an address, which is its own authority. @param folder where its files may be */
export function newCertificate(folder: string, address: string): Certificate {
  const made = spawnSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${address}`,
    '-addext', `subjectAltName=IP:${address}`, '-keyout', path.join(folder, 'tls.key'), '-out', path.join(folder, 'tls.crt'),
  ], { encoding: 'utf8' });
  if (made.status !== 0) { throw new Error(made.stderr); }
  return { certificate: readFileSync(path.join(folder, 'tls.crt'), 'utf8'), privateKey: readFileSync(path.join(folder, 'tls.key'), 'utf8') };
}
