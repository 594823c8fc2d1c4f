import type { Corpus } from './corpus.js';

// The form of the recorded parses: see the README of the corpus.
interface RecordedHeader {
  readonly name: unknown;
  readonly value: Readonly<Record<string, unknown>>;
}
interface RecordedPart {
  readonly headers: readonly RecordedHeader[];
  readonly body: Readonly<Record<string, unknown>> | string;
  readonly offset_body: number;
  readonly offset_end: number;
}
interface Recorded {
  readonly parts: readonly RecordedPart[];
  readonly html_body: readonly number[];
  readonly text_body: readonly number[];
  readonly attachments: readonly number[];
}
interface RecordedType {
  readonly c_type: string;
  readonly c_subtype: string | null;
  readonly attributes?: readonly { readonly name: string; readonly value: string }[] | null;
}
interface RecordedAddress {
  readonly name: string | null;
  readonly address: string | null;
}

export interface ExpectedAttachment {
  /** `undefined` where the mail gives no name. */
  readonly name: string | undefined;
  readonly type: string | undefined;
  /** Decoded bytes as byte text with plain line feeds, or decoded text. */
  readonly bytes: string | undefined;
  readonly text: string | undefined;
}
export interface ExpectedMail {
  readonly subject: string;
  readonly addresses: Readonly<Record<'from' | 'replyTo' | 'to' | 'cc', readonly RecordedAddress[]>>;
  /** `undefined` where an HTML part stands for the text: how it is rendered is not recorded. */
  readonly text: string | undefined;
  readonly html: string;
  readonly attachments: readonly ExpectedAttachment[];
}

/** Line breaks are line breaks, however they were sent (RFC 2046 §4.1.1); the recorded parses have line feeds. */
export const withLineFeeds = (text: string): string => text.replaceAll('\r\n', '\n');

/** What the recorded parse of one mail says about the things a message has. */
export function expectedMail(of: Corpus, file: string): ExpectedMail {
  const recorded = of.json<Recorded>(file.replace('.eml', '.json'));
  const mail = Buffer.from(withLineFeeds(of.bytes(file).toString('latin1')), 'latin1');
  const [root] = recorded.parts;
  const at = (indexes: readonly number[]): readonly RecordedPart[] => indexes.map((index) => recorded.parts[index]).filter((part) => part !== undefined); // prettier-ignore
  const texts = at(recorded.text_body);
  return {
    subject: (header(root, 'subject')?.Text as string | undefined) ?? '',
    addresses: {
      from: addresses(root, 'from'),
      replyTo: addresses(root, 'reply_to'),
      to: addresses(root, 'to'),
      cc: addresses(root, 'cc'),
    },
    text: texts.some((part) => kindOf(part) === 'Html') ? undefined : bodiesOf(texts, 'Text'),
    html: bodiesOf(at(recorded.html_body), 'Html'),
    attachments: at(recorded.attachments).map((part) => expectedAttachment(part, mail)),
  };
}

const kindOf = ({ body }: RecordedPart): string => (typeof body === 'string' ? body : (Object.keys(body)[0] ?? ''));
const contentOf = ({ body }: RecordedPart, kind: string): unknown =>
  typeof body === 'string' ? undefined : body[kind];

const bodiesOf = (parts: readonly RecordedPart[], kind: string): string =>
  parts.map((part) => contentOf(part, kind)).filter((text) => typeof text === 'string').map(withLineFeeds).join('\n'); // prettier-ignore

const header = (part: RecordedPart | undefined, name: string): RecordedHeader['value'] | undefined =>
  part?.headers.findLast((field) => field.name === name)?.value;

function addresses(part: RecordedPart | undefined, name: string): readonly RecordedAddress[] {
  const value = header(part, name)?.Address as { List?: RecordedAddress[]; Group?: { addresses: RecordedAddress[] }[] } | undefined; // prettier-ignore
  return value?.List ?? value?.Group?.flatMap((group) => group.addresses) ?? [];
}

function expectedAttachment(part: RecordedPart, mail: Buffer): ExpectedAttachment {
  const type = header(part, 'content_type')?.ContentType as RecordedType | undefined;
  const disposition = header(part, 'content_disposition')?.ContentType as RecordedType | undefined;
  const text = contentOf(part, 'Text') ?? contentOf(part, 'Html');
  return {
    name: attribute(disposition, 'filename') ?? attribute(type, 'name'),
    type: type && [type.c_type, type.c_subtype].join('/').toLowerCase(),
    bytes: expectedBytes(part, mail),
    text: typeof text === 'string' ? withLineFeeds(text) : undefined,
  };
}

const attribute = (type: RecordedType | undefined, name: string): string | undefined =>
  type?.attributes?.find((found) => found.name === name)?.value;

function expectedBytes(part: RecordedPart, mail: Buffer): string | undefined {
  const kind = kindOf(part);
  if (kind.endsWith('Binary')) return withLineFeeds(Buffer.from(contentOf(part, kind) as number[]).toString('latin1'));
  if (kind !== 'Message') return undefined;
  const raw = mail.subarray(part.offset_body, part.offset_end);
  const encoded = header(part, 'content_transfer_encoding')?.Text === 'base64';
  return withLineFeeds((encoded ? Buffer.from(raw.toString('latin1'), 'base64') : raw).toString('latin1'));
}
