export * from './parse-chat.js';
export * from './visitor-token.js';
