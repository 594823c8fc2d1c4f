export * from './chat-closing.js';
export * from './chat-frames.js';
export * from './chat-server.js';
export * from './chat.errors.js';
export * from './chat-windows.js';
