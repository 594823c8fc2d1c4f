export * from './post-webhook.port.js';
export * from './private-address.js';
export * from './sign-webhook.js';
export * from './webhook-secrets.js';
export * from './webhook-url.js';
