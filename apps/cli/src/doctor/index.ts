export * from './finding.js';
export * from './look-at-desk.js';
export * from './look-at-files.js';
export * from './look-at-machine.js';
export * from './look-at-scratch.js';
