export * from './inbound-log.port.js';
export * from './sequencer-store.port.js';
export * from './checkpoints.port.js';
export * from './outbox-room.port.js';
export * from './snapshots.port.js';
export * from './webhook-room.port.js';
export * from './desk-store.port.js';
export * from './desk-store.errors.js';
