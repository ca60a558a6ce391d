import { isIP } from 'net';
import { SecretKey } from './agent-container';
import { checkSecretName } from './pod-container';

/** Who logs in at a destination. */
export interface StatedCredentials {
  readonly user?: SecretKey;
  readonly userName?: string;
  readonly password?: SecretKey;
}

const HOST = /^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$/;

/**
 * A required text that is missing would be taken as the word "undefined": apps are often run without a look at their types, and a variable of the
 * environment is not always set.
 *
 * @throws where it is missing
 */
export function checkStated(place: string, text: string | undefined): void {
  if (text === undefined) { throw new Error(`${place}: is missing; a variable of the environment that is not set is undefined`); }
}

/** @throws where a text is no host name and no address */
export function checkHost(place: string, host: string): void {
  checkStated(`${place}: host`, host);
  if (/^[a-z]+:\/\//.test(host)) { throw new Error(`${place}: host: must be without a scheme, got "${host}"; say tls: true for https`); }
  if (!isHost(host)) { throw new Error(`${place}: host: must be a host name or an address such as "elasticsearch.logging", got "${host}"`); }
}

/** Whether a text is a host name or an address. */
export function isHost(host: string): boolean {
  return isIP(host) !== 0 || HOST.test(host);
}

/** @throws where a text is not the URL of a web server, or holds what belongs into a Secret */
export function checkUrl(place: string, text: string): void {
  const allowed = 'must be a URL such as "https://logs.example/ingest"';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`${place}: ${allowed}, got "${text}"`);
  }
  if (url.username !== '' || url.password !== '') { throw new Error(`${place}: ${allowed}, without a user and a password; say them with user and password`); }
  if (!/^https?:$/.test(url.protocol) || !/^[-A-Za-z0-9.:[\]/_~%?=&+@,]+$/.test(text)) { throw new Error(`${place}: ${allowed}, got "${text}"`); }
}

/** @throws where a name and a password are not said together, or a name twice */
export function checkCredentials(place: string, { user, userName, password }: StatedCredentials): void {
  if (user !== undefined && userName !== undefined) { throw new Error(`${place}: user and userName exclude each other; user is in a Secret, userName is text`); }
  const somebody = user !== undefined || userName !== undefined;
  if (somebody && password === undefined) { throw new Error(`${place}: password is missing; it is the key of a Secret: { secretName, key }`); }
  if (!somebody && password !== undefined) { throw new Error(`${place}: user or userName is missing`); }
  if (userName !== undefined && /[\n\r]/.test(userName)) { throw new Error(`${place}: userName: must be one line, got ${JSON.stringify(userName)}`); }
}

/** @throws where a key of a Secret cannot be one, by the name of the prop that it was given for */
export function checkSecretKeys(place: string, keys: { readonly [prop: string]: SecretKey | undefined }): void {
  for (const [prop, secret] of Object.entries(keys)) {
    if (secret === undefined) { continue; }
    checkStated(`${place}: ${prop}: secretName`, secret.secretName);
    checkStated(`${place}: ${prop}: key`, secret.key);
    checkSecretName(`${place}: ${prop}`, secret.secretName);
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(secret.key)) {
      throw new Error(`${place}: ${prop}: a key of a Secret has letters, digits, "-", "_" and ".", got "${secret.key}"`);
    }
  }
}
