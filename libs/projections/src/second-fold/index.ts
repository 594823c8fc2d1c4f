export { secondFold } from './second-fold.js';
export type { Checked, CheckPages, SecondFoldJob } from './second-fold.js';
export { PagesDiffer } from './pages-differ.js';
