export { secondFold } from './second-fold.js';
export type { Checked, CheckPages, SecondFoldJob } from './second-fold.js';
export { PagesDiffer } from './pages-differ.js';
export { checkRows } from './expected-row.js';
export type { ExpectedRow } from './expected-row.js';
export { eventsOf, isCustomers } from './file-events.js';
export { filesSpread } from './files-spread.js';
export { placesInLog } from './places-in-log.js';
export type { PlaceOf } from './places-in-log.js';
