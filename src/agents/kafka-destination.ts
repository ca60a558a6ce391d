import { checkedTopic, KafkaConnection, kafkaConnection, KafkaConnectionOptions } from './kafka-connection';

/** How Kafka is reached, and in which topic the logs are kept. */
export interface KafkaDestinationOptions extends KafkaConnectionOptions {
  /**
   * The topic.
   *
   * @default 'logs'
   */
  readonly topic?: string;
}

/** How Kafka is reached, and the topic, every question answered. */
export interface KafkaDestination extends KafkaConnection {
  /** The topic. */
  readonly topic: string;
}

const DEFAULT_TOPIC = 'logs';

/** @throws where a broker, the topic or the credentials are invalid */
export function kafkaDestination(place: string, options: KafkaDestinationOptions): KafkaDestination {
  const topic = checkedTopic(`${place}: topic`, options.topic ?? DEFAULT_TOPIC);
  return { ...kafkaConnection(place, options), topic };
}
