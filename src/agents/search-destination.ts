import { SecretKey } from './agent-container';
import { checkPort } from './agent-port';
import { checkCredentials, checkHost, checkSecretKeys } from './destination-checks';

/** How Elasticsearch or OpenSearch is reached, and in which index the logs are kept. */
export interface SearchDestinationOptions {
  /** A host name or address, without a scheme: `elasticsearch.logging`. */
  readonly host: string;

  /**
   * The port.
   *
   * @default 9200
   */
  readonly port?: number;

  /**
   * Whether the connection is encrypted.
   *
   * @default - it is where a password is given
   */
  readonly tls?: boolean;

  /**
   * Whether the certificate of the other end is verified.
   *
   * @default true
   */
  readonly verifyCertificate?: boolean;

  /**
   * The certificate authority that is trusted, as PEM.
   *
   * @default - those that the image trusts
   */
  readonly certificateAuthority?: SecretKey;

  /**
   * The first part of the names of the indices, one for each day: `<indexPrefix>-2026.11.24`.
   *
   * @default 'kubernetes'
   */
  readonly indexPrefix?: string;

  /**
   * The one index or alias that takes everything, in place of one index for each day.
   *
   * @default - one index for each day
   */
  readonly index?: string;

  /**
   * The name of the user, in a Secret.
   *
   * @default - the text of `userName`
   */
  readonly user?: SecretKey;

  /**
   * The name of the user, where no Secret has it.
   *
   * @default - nobody logs in
   */
  readonly userName?: string;

  /**
   * The password of the user.
   *
   * @default - nobody logs in
   */
  readonly password?: SecretKey;
}

/** How Elasticsearch or OpenSearch is reached, every question answered. */
export interface SearchDestination {
  /** A host name or address. */
  readonly host: string;

  /** The port. */
  readonly port: number;

  /** Whether the connection is encrypted. */
  readonly tls: boolean;

  /** Whether the certificate of the other end is verified. */
  readonly verifyCertificate: boolean;

  /**
   * The certificate authority that is trusted.
   *
   * @default - those that the image trusts
   */
  readonly certificateAuthority?: SecretKey;

  /** The index that takes everything, or the first part of the names of daily indices. */
  readonly index: string;

  /** Whether there is one index for each day. */
  readonly daily: boolean;

  /**
   * The name of the user, in a Secret.
   *
   * @default - the text of `userName`
   */
  readonly user?: SecretKey;

  /**
   * The name of the user.
   *
   * @default - nobody logs in
   */
  readonly userName?: string;

  /**
   * The password of the user.
   *
   * @default - nobody logs in
   */
  readonly password?: SecretKey;
}

const DEFAULT_PORT = 9200;
const DEFAULT_INDEX_PREFIX = 'kubernetes';
const INDEX = /^[a-z0-9][-a-z0-9._]*$/;

/** @throws where the host, the index or the credentials are invalid */
export function searchDestination(place: string, options: SearchDestinationOptions): SearchDestination {
  const port = options.port ?? DEFAULT_PORT;
  checkHost(place, options.host);
  checkPort(`${place}: port`, port);
  checkIndex(place, options);
  checkCredentials(place, options);
  checkSecretKeys(place, { user: options.user, password: options.password, certificateAuthority: options.certificateAuthority });
  return {
    host: options.host,
    port,
    tls: options.tls ?? options.password !== undefined,
    verifyCertificate: options.verifyCertificate ?? true,
    certificateAuthority: options.certificateAuthority,
    index: options.index ?? options.indexPrefix ?? DEFAULT_INDEX_PREFIX,
    daily: options.index === undefined,
    user: options.user,
    userName: options.userName,
    password: options.password,
  };
}

function checkIndex(place: string, { index, indexPrefix }: SearchDestinationOptions): void {
  if (index !== undefined && indexPrefix !== undefined) { throw new Error(`${place}: index and indexPrefix exclude each other; index takes everything, indexPrefix makes one index for each day`); }
  for (const [field, name] of Object.entries({ index, indexPrefix })) {
    if (name !== undefined && (!INDEX.test(name) || name.length > 200)) {
      throw new Error(`${place}: ${field}: must be at most 200 lower case letters, digits, "-", "_" and ".", beginning with a letter or digit, got "${name}"`);
    }
  }
}
