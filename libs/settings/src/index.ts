export * from './beside-pages.js';
export * from './read-settings.js';
export * from './settings-page.js';
export * from './settings.errors.js';
export * from './shown-url.js';
