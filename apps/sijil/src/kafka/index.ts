export { openTopicDoor } from './topic-door.js';
export type { OpenDoor } from './topic-door.js';
export { beginRelay } from './begin-relay.js';
