import { SecretKey } from './agent-container';
import { checkSecretKeys, checkStated, checkUrl } from './destination-checks';

/** The bucket of an object store, and how it is reached. */
export interface S3DestinationOptions {
  /** The name of the bucket, which must be there already. */
  readonly bucket: string;

  /**
   * The region of the bucket.
   *
   * @default 'us-east-1'
   */
  readonly region?: string;

  /**
   * The URL of a store that is not Amazon's and speaks its language: `https://minio.storage:9000`. Buckets are then part of the path.
   *
   * @default - Amazon S3, in the region
   */
  readonly endpoint?: string;

  /**
   * What the names of all objects begin with, without slashes at its ends. The name of the node follows.
   *
   * @default 'logs'
   */
  readonly prefix?: string;

  /**
   * The id of the access key.
   *
   * @default - the identity of the pod or of its node
   */
  readonly accessKeyId?: SecretKey;

  /**
   * The secret access key.
   *
   * @default - the identity of the pod or of its node
   */
  readonly secretAccessKey?: SecretKey;
}

/** The bucket of an object store, every question answered. */
export interface S3Destination {
  /** The name of the bucket. */
  readonly bucket: string;

  /** The region of the bucket. */
  readonly region: string;

  /**
   * The URL of a store that is not Amazon's.
   *
   * @default - Amazon S3, in the region
   */
  readonly endpoint?: string;

  /** What the names of all objects begin with, without slashes at its ends. */
  readonly prefix: string;

  /**
   * The id of the access key.
   *
   * @default - the identity of the pod or of its node
   */
  readonly accessKeyId?: SecretKey;

  /**
   * The secret access key.
   *
   * @default - the identity of the pod or of its node
   */
  readonly secretAccessKey?: SecretKey;
}

const DEFAULT_REGION = 'us-east-1';
const DEFAULT_PREFIX = 'logs';

/** @throws where the bucket, the region, the endpoint, the prefix or the access key are invalid */
export function s3Destination(place: string, options: S3DestinationOptions): S3Destination {
  const { bucket, region = DEFAULT_REGION, endpoint, prefix = DEFAULT_PREFIX, accessKeyId, secretAccessKey } = options;
  checkStated(`${place}: bucket`, bucket);
  if (!/^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new Error(`${place}: bucket: must be 3-63 lower case letters, digits, "-" and ".", beginning and ending with a letter or digit, got "${bucket}"`);
  }
  if (!/^[a-z0-9][-a-z0-9]*$/.test(region)) { throw new Error(`${place}: region: must be lower case letters, digits and "-", such as "eu-central-1", got "${region}"`); }
  if (endpoint !== undefined) { checkUrl(`${place}: endpoint`, endpoint); }
  if (!/^[-_.A-Za-z0-9]+(\/[-_.A-Za-z0-9]+)*$/.test(prefix)) {
    throw new Error(`${place}: prefix: must be letters, digits, "-", "_" and ".", in parts divided by "/", got "${prefix}"`);
  }
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new Error(`${place}: accessKeyId and secretAccessKey belong together; leave both out for the identity of the pod`);
  }
  checkSecretKeys(place, { accessKeyId, secretAccessKey });
  return { bucket, region, endpoint, prefix, accessKeyId, secretAccessKey };
}
