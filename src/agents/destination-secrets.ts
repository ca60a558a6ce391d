import { AgentContainer, SecretKey } from './agent-container';
import { HttpDestination } from './http-destination';
import { KafkaConnection } from './kafka-connection';
import { S3Destination } from './s3-destination';
import { SearchDestination } from './search-destination';

/** The environment variables through which the secrets of a destination reach a collector: its configuration is in a ConfigMap. */
export const DESTINATION_SECRETS = {
  user: 'DESTINATION_USER',
  password: 'DESTINATION_PASSWORD',
  accessKeyId: 'DESTINATION_ACCESS_KEY_ID',
  secretAccessKey: 'DESTINATION_SECRET_ACCESS_KEY',
} as const;

/** How a destination is reached: one of these, or none. */
export interface DestinationAccess {
  readonly search?: SearchDestination;
  readonly topic?: KafkaConnection;
  readonly bucket?: S3Destination;
  readonly webServer?: HttpDestination;
}

/** The secrets of a destination, as a container gets them. */
export function destinationSecrets({ search, topic, bucket, webServer }: DestinationAccess, certificateAuthority: string): Pick<AgentContainer, 'secretEnv' | 'secretFiles'> {
  const server = search ?? topic ?? webServer;
  return {
    secretEnv: stated({
      [DESTINATION_SECRETS.user]: server?.user,
      [DESTINATION_SECRETS.password]: server?.password,
      [DESTINATION_SECRETS.accessKeyId]: bucket?.accessKeyId,
      [DESTINATION_SECRETS.secretAccessKey]: bucket?.secretAccessKey,
    }),
    secretFiles: stated({ [certificateAuthority]: server?.certificateAuthority }),
  };
}

function stated(secrets: { readonly [where: string]: SecretKey | undefined }): { [where: string]: SecretKey } {
  return Object.fromEntries(Object.entries(secrets).flatMap(([where, secret]) => secret === undefined ? [] : [[where, secret]]));
}
