import { SecretKey } from './agent-container';
import { checkCredentials, checkSecretKeys, checkUrl } from './destination-checks';

/** A web server that takes logs as JSON arrays by POST. */
export interface HttpDestinationOptions {
  /** Where the logs are posted: `https://logs.example/ingest`. */
  readonly url: string;

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

/** A web server that takes logs, every question answered. */
export interface HttpDestination {
  /** Where the logs are posted. */
  readonly url: string;

  /** Whether the certificate of the other end is verified. */
  readonly verifyCertificate: boolean;

  /**
   * The certificate authority that is trusted.
   *
   * @default - those that the image trusts
   */
  readonly certificateAuthority?: SecretKey;

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

/** @throws where the URL or the credentials are invalid */
export function httpDestination(place: string, options: HttpDestinationOptions): HttpDestination {
  checkUrl(`${place}: url`, options.url);
  checkCredentials(place, options);
  checkSecretKeys(place, { user: options.user, password: options.password, certificateAuthority: options.certificateAuthority });
  if (options.password !== undefined && !options.url.startsWith('https:')) {
    throw new Error(`${place}: url: a password is sent over https only, got "${options.url}"`);
  }
  return {
    url: options.url,
    verifyCertificate: options.verifyCertificate ?? true,
    certificateAuthority: options.certificateAuthority,
    user: options.user,
    userName: options.userName,
    password: options.password,
  };
}
