export * from './sealing-keys.contract.js';
