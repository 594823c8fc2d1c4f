import EmailReplyParser from 'email-reply-parser';

/** No line that heads a quote or ends a mail is longer. */
const longestLine = 1_000;

/** Blanks of a line; a blank that ends the line, tried again from each line of a long run, would take forever. */
const blanks = String.raw`[^\S\n\r\u2028\u2029]*`;

/** How lines begin that some pattern of the library takes. */
const opening = new RegExp(
  [
    `^${blanks}(?:>|[-_+=]{2,}\\s*$|(?:From|Von|De|Van|Da)\\s?:|(?:On|Le|El|Il|Em|Am|Op|W|Dnia|Den|pe|In)\\s)`,
    String.raw`^(?:-+\s*\S|20\d\d|\d\d[.:]\d\d|Sent from|Get Outlook|Cheers|Best wishes|Sendt|Envoy|T.l.charger|Bien|Bonne)`,
    String.raw`^(?:Enviado|Verzonden|Verstuurd)`,
  ].join('|'),
  'im',
);
/** What the others have in them. */
const telltale =
  /\d{4}.*from|wrote|crit|escribi|scritto|escreveu|schrieb|schreef|pisze|napisa|skrev|kirjoitti|г\. в|写道|작성|メッセージ|Regards|gesendet|cordialement/i;

const tells = (line: string): boolean => line.length <= longestLine && (opening.test(line) || telltale.test(line));

/** The line by which most programs head what they quote. */
const usualHeader = /^On .{1,400} .{1,400}wrote:$/;
/** The farewell of most mails in English. */
const usualFarewell = /^(?:(?:kind|best|warm) )?regards,?$/i;
/** Headers in these languages may reach over many lines: what stands below decides where they end. */
const farReaching = /schreef|pisze|napisa|写道|skrev/;

/**
 * The text without what the reply library takes for quoted or for a signature. The library tries some fifty patterns
 * on every line, so it is asked as little as can be: not about the usual end of a mail, of which it hides everything, and
 * lines that none could match, alone or with their neighbours, are put aside in runs.
 */
export function visibleText(text: string): string {
  const all = text.split('\n');
  const isUsual = !farReaching.test(text);
  const lines = isUsual ? aboveUsualQuote(all) : all;
  const telling = lines.map(tells);
  const end = isUsual ? endAboveFarewell(lines, telling) : lines.length;
  return withoutHidden(lines.slice(0, end), telling.slice(0, end));
}

/** The lines above a quote that goes to the end of the mail; all where none is headed as usual. */
function aboveUsualQuote(lines: readonly string[]): readonly string[] {
  const head = lines.findLastIndex((line) => line !== '' && !line.startsWith('>'));
  const isHeaded = head > 0 && lines[head - 1] === '' && usualHeader.test(lines[head] ?? '');
  return isHeaded ? lines.slice(0, head) : lines;
}

/** How many lines stand above a farewell below which nothing is telling. */
function endAboveFarewell(lines: readonly string[], telling: readonly boolean[]): number {
  const last = telling.lastIndexOf(true);
  return last > 0 && usualFarewell.test(lines[last] ?? '') ? last : lines.length;
}

function withoutHidden(lines: readonly string[], telling: readonly boolean[]): string {
  if (!telling.includes(true)) return lines.join('\n');
  const { kept, runs } = putAside(lines, telling);
  const visible = new EmailReplyParser().parseReply(kept.join('\n'));
  return visible.replace(/\ue000(\d+)\ue001/g, (mark, index: string) => runs[Number(index)]?.join('\n') ?? mark);
}

interface Reading {
  readonly kept: readonly string[];
  readonly runs: readonly string[][];
}

/** The telling lines and their neighbours, and a mark for each run of the others. */
function putAside(lines: readonly string[], telling: readonly boolean[]): Reading {
  const kept: string[] = [];
  const runs: string[][] = [];
  let open: string[] | undefined;
  for (const [index, line] of lines.entries()) {
    const isNear = telling.slice(Math.max(0, index - 2), index + 3).includes(true);
    if (line.length <= longestLine && isNear) {
      kept.push(line);
      open = undefined;
    } else if (open) open.push(line);
    else kept.push(`\ue000${runs.push((open = [line])) - 1}\ue001`);
  }
  return { kept, runs };
}
