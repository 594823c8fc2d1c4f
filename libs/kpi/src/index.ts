export * from './definitions/index.js';
export * from './facts/index.js';
export * from './figures/index.js';
export * from './proof/index.js';
export * from './pages/index.js';
export * from './questions/index.js';
export * from './second-fold/index.js';
