export { KeptStretches } from './kept-stretches.js';
export type { StretchName } from './kept-stretches.js';
export { PackedColumns } from './packed-columns.js';
export { Stretch } from './stretch.js';
export { opened } from './stretch-bytes.js';
export type { OpenStretch } from './stretch-bytes.js';
export { digestOf } from './stretch-digest.js';
