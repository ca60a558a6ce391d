import { SecretKey } from './agent-container';

/**
 * How severe an alert is, from the most severe one on.
 *
 * @see https://falco.org/docs/concepts/rules/basic-elements/#priority
 */
export enum FalcoPriority {
  /** The system cannot be used. */
  EMERGENCY = 'emergency',

  /** Somebody must act at once. */
  ALERT = 'alert',

  /** A critical condition. */
  CRITICAL = 'critical',

  /** An error. */
  ERROR = 'error',

  /** A warning. */
  WARNING = 'warning',

  /** Normal, but worth to know. */
  NOTICE = 'notice',

  /** Information. */
  INFORMATIONAL = 'informational',

  /** For those who look for errors of rules. */
  DEBUG = 'debug',
}

/**
 * What Falco does when the kernel had to drop events, because Falco did not read them soon enough.
 *
 * @see https://falco.org/docs/troubleshooting/dropping/
 */
export enum FalcoDropAction {
  /** Nothing. It cannot go together with others. */
  IGNORE = 'ignore',

  /** It says so in its log. */
  LOG = 'log',

  /** It says so in an alert of its own. */
  ALERT = 'alert',

  /** It ends, and the kubelet starts it anew. */
  EXIT = 'exit',
}

/** A web server that takes alerts as JSON objects by POST, such as a falcosidekick. */
export interface FalcoHttpOutput {
  /**
   * Where alerts are posted: `http://falcosidekick.falco:2801`.
   *
   * @default - the URL in `secretUrl`
   */
  readonly url?: string;

  /**
   * Where alerts are posted, in place of `url`, where the URL is a secret itself.
   *
   * @default - the text of `url`
   */
  readonly secretUrl?: SecretKey;

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
   * The certificate with which Falco shows who it is (PEM).
   *
   * @default - none
   */
  readonly clientCertificate?: SecretKey;

  /**
   * The private key of that certificate (PEM).
   *
   * @default - none
   */
  readonly clientPrivateKey?: SecretKey;
}
