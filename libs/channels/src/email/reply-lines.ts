/** A way in which mail programs head the mail that is answered: a word that every such line has, and the whole line. */
type QuoteHeader = readonly [word: string, pattern: RegExp];

/**
 * By language, then by mail program; collected by email-reply-parser (Crisp IM SAS, MIT), with which a test compares us.
 * What stands in capturing brackets may have been wrapped on its way. Where the word is missing the pattern is not
 * tried: looking for a word is many times cheaper.
 */
const quoteHeaders: readonly QuoteHeader[] = [
  ['wrote', /^-*[ \t\xa0]*(On\s.+\s.+\n?wrote:?)\s?-*$/m],
  ['wrote:', /^(.+\son.*at.*wrote:)$/m],
  ['écrit', /^-*[ \t\xa0]*(Le\s.+\s.+\n?écrit\s?:?)\s?-*$/m],
  ['escribió', /^-*[ \t\xa0]*(El\s.+\s.+\n?escribió:?)\s?-*$/m],
  ['scritto', /^-*[ \t\xa0]*(Il\s.+\s.+\n?scritto:?)\s?-*$/m],
  ['escreveu', /^-*[ \t\xa0]*(Em\s.+\s.+\n?escreveu:?)\s?-*$/m],
  ['schrieb', /^[ \t\xa0]*(Am\s.+\s)\n?\n?schrieb.+\s?[[<].+[\]>]:$/m],
  ['schrieb', /^[ \t\xa0]*(Am\s.+\sum\s.+\s\n?schrieb\s.+:)$/m],
  ['schrieb:', /^(.+\s<.+>\sschrieb:)$/m],
  ['schreef', /^[ \t\xa0]*(Op\s[\s\S]+?\n?schreef[\s\S]+:)$/m],
  ['pis', /^[ \t\xa0]*((?:W\sdniu|Dnia)\s[\s\S]+?(?:pisze|napisał(?:\(a\))?):)$/m],
  ['skrev', /^[ \t\xa0]*(Den\s.+\s\n?skrev\s.+:)$/m],
  ['skrev', /^[ \t\xa0]*([a-z]{3,4}\.\s[\s\S]+\sskrev\s[\s\S]+:)$/m],
  ['kirjoitti:', /^[ \t\xa0]*(pe\s.+\s.+\n?kirjoitti:)$/m],
  ['г. в', /^[ \t\xa0]*(ср,\s.+\n?\u202fг\. в\s.+,\s.+[[|<].+[\]|>]:)$/m],
  ['写道：', /^(在[\s\S]+写道：)$/m],
  ['작성:', /^(20\d\d\..+\s작성:)$/m],
  ['のメッセージ:', /^(20\d\d\/.+のメッセージ:)$/m],
  ['From', /^[ \t\xa0]*(From\s?:.+\s?\n?\s*[[|<].+[\]|>])/m],
  ['Von', /^[ \t\xa0]*(Von\s?:.+\s?\n?\s*[[|<].+[\]|>])/m],
  ['De', /^[ \t\xa0]*(De\s?:.+\s?\n?\s*[[<].+[\]>])/m],
  ['Van', /^[ \t\xa0]*(Van\s?:.+\s?\n?\s*[[<].+[\]>])/m],
  ['Da', /^[ \t\xa0]*(Da\s?:.+\s?\n?\s*[[<].+[\]>])/m],
  ['>:', /^20\d\d-\d\d.\d\d.\d\d:\d\d.*>:$/m],
  ['>:', /^.*\d{4}.*from.*<.*>:$/],
  ['"', /^\d\d.\d\d.20\d\d.*\d\d.\d\d.*" *<.*> *:$/],
  ['"', /^\d\d:\d\d.*\d{4}.*" *<.*> *:$/],
  ['-', /^-{1,12} ?(?:original message|oprindelig besked|message d'origine) ?-{1,12}$/i],
  ['-', /^-{1,12} ?ursprüngliche nachricht ?-{0,12}$/i],
];

/** A rule of dashes, or what telephones and mail programs write below a mail. */
const ending = new RegExp(
  [
    String.raw`^(?:\s*-{2,4}$|\s*_{2,4}$|-- $|\+{2,4}$|={2,4}$|_{32}$`,
    String.raw`Sent from .+$|Get Outlook for .|Von .+ gesendet$|Gesendet von .+ für .+$|Sendt fra .+$`,
    String.raw`Envoyé (?:depuis|de mon|à partir de) .+$|Télécharger Outlook pour .|Enviado desde .+$`,
    String.raw`-*\s*In\sdata\s.+\s.+scritto:?\s?-*$|Ver(?:zonden|stuurd) vanaf .+$)`,
  ].join('|'),
);
const farewell =
  /^(?:Cheers,?!?|Best wishes,?!?|\w{0,20}\s?(?:\sand\s)?Regards,?!?！?|Bien . vous,?!?|\w{0,20}\s?cordialement,?!?|Bonne (?:journ.e|soir.e)!?)$/im;

/** Whether a line heads the mail that is answered. */
export const headsQuote = (line: string): boolean =>
  quoteHeaders.some(([word, pattern]) => line.includes(word) && pattern.test(line));

/** Whether a signature begins at a line. */
export const startsSignature = (line: string): boolean => ending.test(line) || farewell.test(line);

/** The text with the first header of each kind on one line, where it was wrapped. */
export function unwrapHeaders(text: string): string {
  return quoteHeaders.reduce((read, [word, pattern]) => {
    const header = read.includes(word) ? pattern.exec(read)?.[1] : undefined;
    return header?.includes('\n') ? read.replace(header, () => header.replaceAll('\n', ' ')) : read;
  }, text);
}
