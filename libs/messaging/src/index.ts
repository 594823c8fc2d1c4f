export * from './messaging.port.js';
export * from './messaging.errors.js';
export * from './partition-of.js';
export * from './topics.js';
export * from './events/event-record.js';
export { LogFromKafka } from './events/log-from-kafka.js';
export type { LogFromKafkaParts } from './events/log-from-kafka.js';
