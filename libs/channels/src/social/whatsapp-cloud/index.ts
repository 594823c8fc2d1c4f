export * from './parse-whatsapp.js';
export * from './verify.js';
