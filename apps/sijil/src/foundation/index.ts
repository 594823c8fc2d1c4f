export { standOnFoundation } from './foundation.js';
export type { Foundation, StartOptions, Telling } from './foundation.js';
export type { Part } from './part.js';
export type { Work } from './works.js';
