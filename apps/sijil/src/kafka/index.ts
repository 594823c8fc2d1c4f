export { openTopicDoor } from './topic-door.js';
export type { OpenDoor } from './topic-door.js';
export { kafkaSourceOf } from './kafka-source.js';
export { beginRelay } from './begin-relay.js';
