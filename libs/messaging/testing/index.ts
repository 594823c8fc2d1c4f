export * from './kafka-under-test.js';
export * from './broker/start-broker.js';
export type * from './broker/kafka-jars.js';
