import { SecretKey } from './agent-container';
import { checkCredentials, checkSecretKeys, isHost } from './destination-checks';

/** How a user proves to Kafka who it is. */
export enum KafkaLogin {
  /** The password is sent as it is. */
  PLAIN = 'PLAIN',

  /** SCRAM with SHA-256. */
  SCRAM_SHA_256 = 'SCRAM-SHA-256',

  /** SCRAM with SHA-512. */
  SCRAM_SHA_512 = 'SCRAM-SHA-512',
}

/** How Kafka is reached. */
export interface KafkaConnectionOptions {
  /** The brokers that are asked first, each with its port: `kafka-0.kafka.logging:9092`. */
  readonly brokers: string[];

  /**
   * Whether the connection is encrypted.
   *
   * @default - it is where a password is given
   */
  readonly tls?: boolean;

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

  /**
   * How the user proves who it is.
   *
   * @default KafkaLogin.SCRAM_SHA_512
   */
  readonly login?: KafkaLogin;
}

/** How Kafka is reached, every question answered. */
export interface KafkaConnection {
  /** The brokers that are asked first, each with its port. */
  readonly brokers: string[];

  /** Whether the connection is encrypted. */
  readonly tls: boolean;

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

  /** How the user proves who it is. */
  readonly login: KafkaLogin;
}

const TOPIC = /^[-._a-zA-Z0-9]{1,249}$/;

/** @throws where a broker or the credentials are invalid */
export function kafkaConnection(place: string, options: KafkaConnectionOptions): KafkaConnection {
  checkBrokers(place, options.brokers);
  checkCredentials(place, options);
  checkSecretKeys(place, { user: options.user, password: options.password, certificateAuthority: options.certificateAuthority });
  const tls = options.tls ?? (options.password !== undefined || options.certificateAuthority !== undefined);
  if (!tls && options.certificateAuthority !== undefined) { throw new Error(`${place}: certificateAuthority is of no use without tls`); }
  return {
    brokers: [...options.brokers],
    tls,
    certificateAuthority: options.certificateAuthority,
    user: options.user,
    userName: options.userName,
    password: options.password,
    login: options.login ?? KafkaLogin.SCRAM_SHA_512,
  };
}

/** A topic, if Kafka can have it. */
export function checkedTopic(place: string, topic: string): string {
  if (!TOPIC.test(topic) || topic === '.' || topic === '..') { throw new Error(`${place}: must be 1-249 letters, digits, "-", "_" and ".", got "${topic}"`); }
  return topic;
}

function checkBrokers(place: string, brokers: readonly string[]): void {
  if (brokers.length === 0) { throw new Error(`${place}: brokers: must name at least one, such as "kafka-0.kafka.logging:9092"`); }
  for (const broker of brokers) {
    const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(broker) ?? [];
    if (!isHost(host) || Number(port) < 1 || Number(port) > 65535) {
      throw new Error(`${place}: brokers: must be a host and a port from 1 to 65535, such as "kafka-0.kafka.logging:9092", got "${broker}"`);
    }
  }
}
