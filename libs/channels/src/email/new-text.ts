import EmailReplyParser from 'email-reply-parser';
import { cutAtQuoteHeader } from './quote-header.js';
import { cutSignature } from './signature.js';
import type { Signer } from './signature.js';

/** A reply is at the top: what quotes nothing in so many lines and characters is taken as new to its end. */
const mostLines = 400;
const longestRead = 20_000;
/**
 * What is new in a reply: without the quoted mail and without the signature, blanks at its ends trimmed. Where nothing
 * is new (a forwarded mail, a signature alone) it is all of the text.
 */
export function newTextOf(text: string, signer: Signer): string {
  const head = headOf(text);
  const unquoted = visibleText(cutAtQuoteHeader(head).replace(/\n[ \t]*(?:\n[ \t]*){3,}/g, '\n\n\n'));
  if (head.length < text.length && wordsIn(unquoted) === wordsIn(head)) return text.trim();
  const visible = cutSignature(unquoted, signer).trim();
  return visible === '' ? text.trim() : visible;
}

const headOf = (text: string): string => text.slice(0, longestRead).split('\n', mostLines).join('\n');
const wordsIn = (text: string): string => text.replace(/\s+/g, '');

/**
 * The reply library tries some fifty patterns on every line. Lines that no pattern could match, alone or with
 * their neighbours, are put aside in runs, so that it reads a few short lines instead of the mail.
 */
function visibleText(text: string): string {
  if (!mayQuote.test(text)) return text;
  const lines = text.split('\n');
  const telling = lines.map((line) => line.length <= longestLine && mayQuote.test(line));
  const isNear = (index: number): boolean => telling.slice(Math.max(0, index - 2), index + 3).includes(true);
  const runs: string[][] = [];
  const kept: string[] = [];
  let open: string[] | undefined;
  lines.forEach((line, index) => {
    if (line.length <= longestLine && isNear(index)) {
      kept.push(line);
      open = undefined;
    } else if (open) open.push(line);
    else {
      open = [line];
      kept.push(`\ue000${runs.push(open) - 1}\ue001`);
    }
  });
  const visible = new EmailReplyParser().parseReply(kept.join('\n'));
  return visible.replace(/\ue000(\d+)\ue001/g, (mark, index: string) => runs[Number(index)]?.join('\n') ?? mark);
}

/** No line that heads a quote or ends a mail is longer. */
const longestLine = 1_000;

/** What every pattern of the library has at least one of. */
const mayQuote = new RegExp(
  [
    String.raw`^\s*>|^\s*[-_+=]{2,}\s*$|^-+\s*\S|^\s*(?:From|Von|De|Van|Da)\s?:|^\s*(?:On|Le|El|Il|Em|Am|Op|W|Dnia|Den|pe|In)\s`,
    String.raw`^20\d\d|^\d\d[.:]\d\d|\d{4}.*from|wrote|crit|escribi|scritto|escreveu|schrieb|schreef|pisze|napisa|skrev|kirjoitti`,
    String.raw`г\. в|写道|작성|メッセージ|^Sent from|^Get Outlook|^Cheers|^Best wishes|Regards|gesendet|^Sendt|^Envoy|^T.l.charger`,
    String.raw`^Bien|cordialement|^Bonne|^Enviado|^Verzonden|^Verstuurd`,
  ].join('|'),
  'im',
);
