import type { HandleClass } from '#domain';

const nobodyReads = /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?)\b/;
const manyRead = /^(?:info|support|sales|contact|hello|admin|office|help|service|billing|accounts?|team|web(?:master|form)?)@/;

/** Whom a mail address speaks for. */
export function classifyHandle(_kind: 'email', value: string): HandleClass {
  if (nobodyReads.test(value)) return 'none';
  return manyRead.test(value) ? 'shared' : 'personal';
}
