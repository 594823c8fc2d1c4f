export * from './small-desk.js';
export { CloudApi, cloudRefusal, MailServer } from '#channels/testing';
export * from './spoilt-notes.js';
export * from './fed-pages.js';
