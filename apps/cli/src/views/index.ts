export * from './clock.js';
export * from './kpi.view.js';
export * from './queue.view.js';
export * from './people.view.js';
export * from './quarantine.view.js';
export * from './timeline.view.js';
export * from './volume.view.js';
