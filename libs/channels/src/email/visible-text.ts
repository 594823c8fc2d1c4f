import { readReply } from './reply-reader.js';

/** No line that heads a quote or ends a mail is longer. */
const longestLine = 1_000;

/** What every line that `reply-lines.ts` knows has at least one of. */
const mayQuote = new RegExp(
  [
    String.raw`^\s*>|^\s*[-_+=]{2,}\s*$|^-+\s*\S|^\s*(?:From|Von|De|Van|Da)\s?:|^\s*(?:On|Le|El|Il|Em|Am|Op|W|Dnia|Den|pe|In)\s`,
    String.raw`^20\d\d|^\d\d[.:]\d\d|\d{4}.*from|wrote|crit|escribi|scritto|escreveu|schrieb|schreef|pisze|napisa|skrev|kirjoitti`,
    String.raw`г\. в|写道|작성|メッセージ|^Sent from|^Get Outlook|^Cheers|^Best wishes|Regards|gesendet|^Sendt|^Envoy|^T.l.charger`,
    String.raw`^Bien|cordialement|^Bonne|^Enviado|^Verzonden|^Verstuurd`,
  ].join('|'),
  'im',
);

/**
 * The text without what is quoted and without signatures, as far as their lines are known. Lines that can be no such
 * line, alone or with their neighbours, are put aside in runs, so that a few short lines are read instead of the mail.
 */
export function visibleText(text: string): string {
  if (!mayQuote.test(text)) return text;
  const { kept, runs } = putAside(text.split('\n'));
  const visible = readReply(kept.join('\n'));
  return visible.replace(/\ue000(\d+)\ue001/g, (mark, index: string) => runs[Number(index)]?.join('\n') ?? mark);
}

/** The telling lines and their neighbours, and a mark for each run of the others. */
function putAside(lines: readonly string[]): { readonly kept: string[]; readonly runs: readonly string[][] } {
  const telling = lines.map((line) => line.length <= longestLine && mayQuote.test(line));
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
