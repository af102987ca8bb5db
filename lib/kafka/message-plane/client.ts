import {
  type Admin,
  type Consumer,
  type ConsumerConfig,
  Kafka,
  type KafkaConfig,
  logLevel,
  Partitioners,
  type Producer,
  type ProducerConfig,
} from 'kafkajs'
import { calmRequestQueue } from './request-queue.ts'
import { calmEndingRunner } from './runner.ts'

calmRequestQueue()
calmEndingRunner()

/** kafkajs as the product uses it: for healthy topics only, since one leaderless partition blinds it. */
export type MessageClient = {
  producer: (config: Omit<ProducerConfig, 'createPartitioner'>) => Producer
  consumer: (config: ConsumerConfig) => Consumer
  admin: () => Admin
}

/**
 * A kafkajs client. `bootstrap` is `host:port,…`; timeouts are milliseconds (connect 5 s, as everywhere).
 * kafkajs's own log is off: its callers say what failed once, in their own words.
 */
export const createMessageClient = (
  options: { bootstrap: string; clientId: string } & Pick<KafkaConfig, 'ssl' | 'sasl'>,
): MessageClient => {
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: options.bootstrap.split(','),
    connectionTimeout: 5000,
    logLevel: logLevel.NOTHING,
    ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
    ...(options.sasl === undefined ? {} : { sasl: options.sasl }),
  })
  return {
    producer: (config) =>
      kafka.producer({
        allowAutoTopicCreation: false,
        createPartitioner: Partitioners.DefaultPartitioner,
        ...config,
      }),
    consumer: (config) => kafka.consumer(config),
    admin: () => kafka.admin(),
  }
}
