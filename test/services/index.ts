export { askFor, skippedWithout } from './asked-service.js';
