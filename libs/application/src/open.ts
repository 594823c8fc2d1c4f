// For threads that parse and do nothing else: with the face all of this room would be loaded.
export { outlineEnvelope } from './intake/reading/outline.js';
