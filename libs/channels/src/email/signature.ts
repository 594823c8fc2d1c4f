/** Who signs. */
export interface Signer {
  readonly name: string;
  readonly address: string;
}

/** A signature is a few short lines at the end. */
const mostLines = 25;
const longestLine = 70;

const closing =
  /^(?:thanks?|thank you|many thanks|best|(?:best|kind|warm) (?:regards|wishes)|regards|sincerely|cheers|مع (?:خالص )?(?:التحية|التقدير|الشكر)|تحياتي|وتقبلوا تحياتي|شكرا|شكراً|شكرًا)[\s,،.!]*$/i;
const separator = /^(?:[-=_*–—]{5,})$/;
const sentFromPhone =
  /^(?:أُ?رسلت من|مُ?رسل من|تم الإرسال من|تم إرسالها? من|الحصول على Outlook|احصل على Outlook)\s?.{0,80}$/u;

/** The text without the sender's signature at its end, where it can be told by the sender's name or address. */
export function cutSignature(text: string, signer: Signer): string {
  const lines = text.trimEnd().split('\n');
  while (sentFromPhone.test(lines.at(-1)?.trim() ?? '')) dropEnd(lines, lines.length - 1);
  const floor = firstShort(lines);
  const names = wordsOf(signer.name);
  const signing = lines.findIndex((line, index) => index >= floor && signs(line.toLowerCase(), signer.address, names));
  if (signing > 0) dropEnd(lines, signatureStart(lines, signing, floor));
  return lines.join('\n');
}

function dropEnd(lines: string[], from: number): void {
  lines.length = from;
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
}

/** Index of the first of the short lines that end the text. */
function firstShort(lines: readonly string[]): number {
  const long = lines.findLastIndex(
    (line) => line.length > longestLine || /[a-z\u0600-\u06ff]{3}[.?؟!]\s*$/u.test(line),
  );
  return Math.max(long + 1, lines.length - mostLines, 1);
}

function signs(line: string, address: string, names: readonly string[]): boolean {
  if (address !== '' && line.includes(address)) return true;
  if (names.length === 0 || !names.every((word) => line.includes(word))) return false;
  const words = wordsOf(line);
  return words.length <= names.length + 2 && names.every((word) => words.includes(word));
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];

/** Up from the line that signs: the rest of a card with the address, a closing phrase, a line that sets it off. */
function signatureStart(lines: readonly string[], signing: number, floor: number): number {
  const ruled = lines.findIndex((line, index) => index >= floor && index < signing && separator.test(line.trim()));
  if (ruled > 0) return ruled;
  let start = signing;
  if (lines[signing]?.includes('@')) while (start > floor && (lines[start - 1] ?? '').trim() !== '') start--;
  const above = lines.findLastIndex((line, index) => index < start && line.trim() !== '');
  return above > 0 && closing.test(lines[above]?.trim() ?? '') ? above : start;
}
