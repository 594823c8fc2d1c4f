export * from './postgres-url.js';
export * from './open-postgres.js';
export * from './statement.js';
export * from './postgres-faults.js';
export * from './migrate-schema.js';
export * from './postgres-news.js';
export * from './persevere.js';
export * from './write-line.js';
