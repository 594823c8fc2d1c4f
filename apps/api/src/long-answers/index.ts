export * from './long-answer.js';
export * from './long-answers.js';
export * from './long-answers.errors.js';
