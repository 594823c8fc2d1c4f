export { Stretch } from './stretch.js';
export { PackedColumns } from './stretch-bytes.js';
