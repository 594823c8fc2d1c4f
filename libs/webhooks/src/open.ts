export * from './http/webhook-poster.js';
