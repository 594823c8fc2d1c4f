import EmailReplyParser from 'email-reply-parser';
import { cutAtQuoteHeader } from './arabic-quote.js';

/** Replies are short: beyond this the text is history, and reading it costs more than it tells. */
const longestRead = 50_000;

/** What is new in a reply: without the quoted mail and without the signature. Equals the text where nothing was quoted. */
export function newTextOf(text: string): string {
  if (!mayQuote(text)) return text;
  const head = cutAtQuoteHeader(text.slice(0, longestRead));
  const visible = new EmailReplyParser().parseReply(head);
  return visible.trim() === '' && head.trim() !== '' ? head.trim() : visible.trim();
}

/** Most first mails quote nothing and end without a signature mark: a glance saves the long look. */
const mayQuote = (text: string): boolean => /[>:_*]|--|—|–|^\s*(?:sent|envoy|gesendet|get outlook)/im.test(text) || /[\u0600-\u06ff]/.test(text);
