export * from './page-question.js';
export * from './page.controller.js';
export * from './page.params.js';
export * from './page.questions.js';
export { mustBeAnswerable } from './volume-range.js';
