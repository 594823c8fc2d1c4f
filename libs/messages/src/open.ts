export { openedMessage } from './open-message.js';
