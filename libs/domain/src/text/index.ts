export * from './text-direction.js';
