export * from './open-message.js';
export * from './opened-message.js';
export * from './safe-name.js';
export { shownHtml } from './shown-html.js';
export type { InlineImages } from './shown-html.js';
