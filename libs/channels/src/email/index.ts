export { emailParser, parseEmail } from './parse-email.js';
export { mostAttachments } from './attachments.js';
