export * from './memory-event-pages.js';
export * from './until.js';
export * from './kafka-under-test.js';
export * from './broker/start-broker.js';
export type * from './broker/kafka-jars.js';
