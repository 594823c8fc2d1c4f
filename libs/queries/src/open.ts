// Loads Kysely: for threads that ask. Whoever has them ask is content with the names, which the face tells.
export { Questions } from './questions.js';
