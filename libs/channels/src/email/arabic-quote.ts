/** Direction marks that mail programs strew about Arabic lines. */
const marks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Lines that head a quoted mail in Arabic mail programs (Gmail, Outlook, Apple Mail, Yahoo, Thunderbird). */
const headers: readonly RegExp[] = [
  /^(?:في|بتاريخ|يوم|في يوم|في تاريخ)\s.{4,200}(?:كتب|كتبت|كتبَ|قام|أرسل|أرسلت)(?:$|[\s:<].{0,200}$)/u,
  /^(?:كتب|كتبت)\s.{2,150}\s(?:في|بتاريخ)\s.{4,100}:$/u,
  /^-{2,}\s*(?:الرسالة الأصلية|رسالة أصلية|الرسالة المحولة|رسالة محولة|رسالة معاد توجيهها|رسالة مُعاد توجيهها)\s*-{2,}$/u,
];
const outlookFrom = /^\*?(?:من|المرسل)\s*:\*?\s*\S/u;
const outlookOther = /^\*?(?:تم الإرسال|تاريخ الإرسال|أُرسلت|أرسلت|التاريخ|إلى|الى|الموضوع)\s*:/u;

/** The text up to an Arabic line that heads the quoted mail; all of it where there is none. */
export function cutAtQuoteHeader(text: string): string {
  if (!/[\u0600-\u06ff]/.test(text)) return text;
  const lines = text.split('\n');
  const plain = lines.map((line) => line.replace(marks, '').trim());
  const at = plain.findIndex((_, index) => headsQuote(plain, index));
  return at <= 0 ? text : lines.slice(0, at).join('\n').trimEnd();
}

function headsQuote(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (outlookFrom.test(line)) return lines.slice(at + 1, at + 4).some((next) => outlookOther.test(next));
  return headers.some((header) => header.test(line)) || headers.some((header) => header.test(`${line} ${lines[at + 1] ?? ''}`.trim()));
}
