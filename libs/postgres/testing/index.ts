export * from './postgres-under-test.js';
export * from './server/start-postgres.js';
