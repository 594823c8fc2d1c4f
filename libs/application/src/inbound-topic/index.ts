export { TopicDoor } from './topic-door.js';
export type { TopicDoorParts } from './topic-door.js';
export * from './inbound.errors.js';
