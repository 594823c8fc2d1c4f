import { newTextOf } from '../new-text.js';
import { htmlToText } from '../html-text.js';
import { checkCases, corpus, messageIn } from './corpus.js';

interface ReplyCase {
  readonly file: string;
  /** Of a whole mail. */
  readonly reply?: string;
  /** Of an HTML body. */
  readonly reply_as_text_ignoring_whitespace?: string;
  /** Of a text body with a signature. */
  readonly text_without_signature?: string;
  readonly sender?: string;
}
interface PlainCase {
  readonly test: string;
  readonly file?: string;
  readonly input?: string;
  readonly checks: readonly { readonly path: string; readonly op: string; readonly value: unknown }[];
}

const talon = corpus('replies/talon');
const plain = corpus('replies/plain');
const nobody = { name: '', address: '' };
const withoutSignature = 'a signature belongs to the whole text, not to what is new in it';

talon.describe('replies of mail programs (needs ../shared/data)', () => {
  const cases = recorded<ReplyCase>(talon).map((one) => ({ name: one.file, check: () => checkReply(one) }));
  checkCases(talon, cases, { 'standard_replies/iphone.eml': withoutSignature, 'standard_replies/sparrow.eml': withoutSignature }); // prettier-ignore
});

plain.describe('replies in plain text (needs ../shared/data)', () => {
  const cases = recorded<PlainCase>(plain);
  checkCases(plain, cases.map((one, index) => ({ name: `${index + 1} ${one.test}`, check: () => checkPlain(one) }))); // prettier-ignore
});

function recorded<Row>(of: typeof talon): readonly Row[] {
  try {
    return of.json<Row[]>('expectations.json');
  } catch {
    return [];
  }
}

async function checkReply({ file, sender = '', ...wanted }: ReplyCase): Promise<void> {
  const bytes = talon.bytes(file);
  const signer = sender.includes('@') ? { name: '', address: sender } : { name: sender, address: '' };
  if (wanted.reply !== undefined) sameWords((await messageIn(bytes)).newText, wanted.reply);
  const html = wanted.reply_as_text_ignoring_whitespace;
  if (html !== undefined) sameWords(newTextOf(htmlToText(bytes.toString('utf8')).newText, nobody), html);
  if (wanted.text_without_signature !== undefined) sameWords(newTextOf(bytes.toString('utf8'), signer), wanted.text_without_signature); // prettier-ignore
}

const wordsOf = (text: string): string => text.replace(/\s+/g, '');
const sameWords = (found: string, wanted: string): void => expect(wordsOf(found)).toBe(wordsOf(wanted));

/** Fragments are the origin's own way to say what is new: the first one is, where it is given in full. */
function checkPlain({ file, input, checks }: PlainCase): void {
  const text = input ?? plain.bytes(file ?? '').toString('utf8');
  const found = newTextOf(text, nobody);
  for (const { path, op, value } of checks) {
    if (path === 'fragments[0]' || path === 'visible_text')
      checkText(found, op, String(value), path === 'visible_text');
    if (path === 'quoted_text' && op === 'matches') expect(found).not.toMatch(new RegExp(String(value)));
  }
}

function checkText(found: string, op: string, value: string, whole: boolean): void {
  if (op === 'matches') expect(found).toMatch(new RegExp(value));
  else if (op === 'not_matches') expect(found).not.toMatch(new RegExp(value));
  else if (whole) sameWords(found, value);
  else expect(wordsOf(found).startsWith(wordsOf(value))).toBe(true);
}
