// What tests over recorded input share: reading a corpus in place, and what its recorded parses say.
export { checkCases, corpus } from '../src/email/corpus/corpus.js';
export type { Case, Corpus } from '../src/email/corpus/corpus.js';
export { helpdesk, helpdeskCases } from '../src/email/corpus/helpdesk.cases.js';
export type { Expected, Given, HelpdeskCase } from '../src/email/corpus/helpdesk.cases.js';
export { exceptedOfHelpdesk, exceptedOfMime } from '../src/email/corpus/excepted.js';
export { expectedMail, withLineFeeds } from '../src/email/corpus/mail-mime.expected.js';
export type { ExpectedAttachment, ExpectedMail } from '../src/email/corpus/mail-mime.expected.js';
// What senders are given, and providers as they meet them.
export * from './outgoing.js';
export * from './mail-server.js';
export * from './cloud-api.js';
