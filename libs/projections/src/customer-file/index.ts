export { customerFileProjection } from './customer-file.projection.js';
