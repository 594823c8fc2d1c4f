export * from './memory-pages.js';
export * from './published.js';
export * from './until.js';
export { kafkaUnderTest, ownBroker } from './kafka-under-test.js';
export type { KafkaUnderTest, OwnBroker } from './kafka-under-test.js';
export * from './cluster-under-test.js';
export * from './broker/start-broker.js';
export type * from './broker/kafka-jars.js';
