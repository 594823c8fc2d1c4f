export * from './open-sqlite.js';
export * from './sqlite-faults.js';
export * from './migrate.js';
export * from './hold-file.js';
export * from './write/group-writer.js';
export * from './write/serve-writes.js';
export type { Fault } from './write/write-messages.js';
export * from './copy-database.js';
