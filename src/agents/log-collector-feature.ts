/** What not every log collector can do. */
export enum LogCollectorFeature {
  /** Adds to each line what the API server knows of its pod: labels, and more. */
  POD_METADATA = 'podMetadata',

  /** Reads the journal of the node. */
  JOURNAL = 'journal',

  /** Joins lines that belong together, such as stack traces. */
  MULTILINE = 'multiline',

  /** Reads the log format of Docker. */
  DOCKER_FORMAT = 'dockerFormat',

  /** Drops what is oldest when its buffer is full. */
  DROP_OLDEST = 'dropOldest',

  /** Keeps on the node what could not be sent yet, up to a limit. */
  HOST_BUFFER = 'hostBuffer',

  /** Sends to stores that speak the language of Amazon S3, by their `endpoint`, and not to Amazon's alone. */
  S3_ENDPOINT = 's3Endpoint',
}
