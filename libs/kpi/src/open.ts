// What reckons: for threads that copy, ask or prove KPIs. Whoever has them do it is content with the face.
export * from './figures/index.js';
export * from './proof/index.js';
export * from './pages/index.js';
export * from './questions/index.js';
export * from './second-fold/index.js';
