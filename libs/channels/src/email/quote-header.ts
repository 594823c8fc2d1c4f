/** Direction marks that mail programs strew about Arabic lines. */
const marks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const digit = '[0-9\u0660-\u0669\u06f0-\u06f9]';

/** "Wrote", where the reply library does not know it. */
const wrote = [
  'كتب', 'كتبت', 'كتبَ', 'كتب/كتبت', 'تمت كتابة ما يلي بواسطة', 'أرسل', 'أرسلت', 'قال', 'نوشت', 'لکھا', 'כתב', 'כתבה', 'כתב/ה',
  'написал', 'написала', 'написал\\(а\\)', 'пишет', 'написав', 'yazdı', 'έγραψε', 'napsal', 'napsal\\(a\\)', 'írta', 'a scris',
  'đã viết', 'от',
].join('|'); // prettier-ignore

/** Lines that head a quoted mail; each names a time, hence a digit. */
const headers: readonly RegExp[] = [
  new RegExp(`^(?=.*${digit}).{4,200}(?<![\\p{L}\\p{M}])(?:${wrote})(?![\\p{L}\\p{M}]).{0,200}:$`, 'u'),
  new RegExp(`^(?:في|بتاريخ|يوم)\\s(?=.*${digit}).{4,200}\\s(?:كتب|كتبت|أرسل|أرسلت)\\s.{0,200}<.{3,100}>`, 'u'),
  /^-{2,}\s*(?:الرسالة الأصلية|رسالة أصلية|الرسالة المحولة|رسالة محولة|رسالة معاد توجيهها|رسالة مُعاد توجيهها)\s*-{2,}$/u,
];
/** Outlook writes the header of the quoted mail out, a line each. */
const outlookFrom = /^\*?(?:من|المرسل)\s?:\*?\s*\S/u;
const outlookOther = /^\*?(?:تم الإرسال|تاريخ الإرسال|أُرسلت|أرسلت|التاريخ|إلى|الى|الموضوع)\s?:/u;

const anyHeader = new RegExp(`${wrote}|من\\s?:|المرسل\\s?:|رسالة|الرسالة`, 'u');

/** A header is short; a paragraph on one line is none. */
const longestHeader = 400;

/** The text up to a line that heads the quoted mail, in languages the reply library does not read; else all of it. */
export function cutAtQuoteHeader(text: string): string {
  if (!anyHeader.test(text)) return text;
  const lines = text.split('\n');
  const plain = text.replace(marks, '').split('\n').map((line) => line.trim()); // prettier-ignore
  const at = plain.findIndex((_, index) => headsQuote(plain, index));
  return at <= 0 ? text : lines.slice(0, at).join('\n').trimEnd();
}

function headsQuote(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line === '' || line.length > longestHeader || line.startsWith('>')) return false;
  if (outlookFrom.test(line)) return lines.slice(at + 1, at + 4).some((next) => outlookOther.test(next));
  return isHeader(line) || isHeader(`${line} ${lines[at + 1] ?? ''}`.trim());
}

const isHeader = (line: string): boolean =>
  line.length <= longestHeader && mayHead(line) && headers.some((header) => header.test(line));

/** What a look at the line tells: it leads to something, holds an address, or is ruled. */
const mayHead = (line: string): boolean => line.endsWith(':') || line.includes('>') || line.startsWith('--');
