export * from './small-desk.js';
