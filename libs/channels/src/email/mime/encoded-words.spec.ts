import { toByteText } from './byte-text.js';
import { decodeWords } from './encoded-words.js';

describe('encoded words (RFC 2047)', () => {
  it.each([
    ['plain text', 'My order', 'My order'],
    ['Arabic', '=?iso-8859-6?b?5dHNyMcgyMfk2cfk5Q==?=', 'مرحبا بالعالم'],
    ['blanks between words, which mean nothing', '=?utf-8?q?a?=   =?utf-8?q?b?= c', 'ab c'],
    ['a character split between two words', '=?utf-8?b?2YU=?= =?utf-8?b?2LE=?= =?utf-8?q?=D8?= =?utf-8?q?=AD?=', 'مرح'],
    ['a language', '=?US-ASCII*EN?Q?Keith_Moore?=', 'Keith Moore'],
    ['blanks that should have been underscores', '=?iso-8859-1?q?this is some text?=', 'this is some text'],
    ['a mark written before the word', '[SPAM]=?utf-8?q?Offer?=', '[SPAM] Offer'],
    ['padding and marks inside a word', '=?utf-8?b?QQ==?= =?utf-8?q?=42=?= =?utf-8?q?c? d??=', 'ABc? d?'],
    ['what is no word', '=? a =?utf-8? b', '=? a =?utf-8? b'],
    ['bytes that make no sense', '=?utf-8?B?gYKDhIWG?=', '=?utf-8?B?gYKDhIWG?='],
  ])('reads %s', (_, raw, text) => {
    expect(decodeWords(raw)).toBe(text);
  });

  it('reads raw UTF-8, also where a character ends in byte A0', () => {
    expect(decodeWords(toByteText(Buffer.from('voilà')))).toBe('voilà');
  });
});
