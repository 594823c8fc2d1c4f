export * from './group-sizes.js';
