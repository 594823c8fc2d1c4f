import { createHash } from 'node:crypto';
import type { MessageItem } from '../../item.js';
import { bodyType, chooseBodies, parseAddressList, parseMessageIds, readEntity } from '../mime/index.js';
import type { Entity, Mailbox } from '../mime/index.js';
import { checkCases, corpus, messageIn } from './corpus.js';
import { excepted } from './mail-imap.excepted.js';

interface Check {
  readonly path: string;
  readonly op: 'equals' | 'count';
  readonly value: unknown;
}
interface RecordedFile {
  readonly file: string;
  readonly test: string;
  readonly checks: readonly Check[];
}

const imap = corpus('imap-messages');

imap.describe('mails of the IMAP corpus (needs ../shared/data)', () => {
  checkCases(imap, [...fileCases(), ...dateCases()], excepted);
});

function fileCases() {
  return recorded<RecordedFile>('expectations.json').flatMap(({ file, test, checks }) =>
    checks
      .filter(({ value }) => !(file === 'date-template.eml' && String(value).startsWith('2021')))
      .map((check, index) => ({
        name: `${file} ${test} ${index + 1}: ${check.path}`,
        check: () => checkOne(file, check),
      })),
  );
}

function dateCases() {
  return recorded<{ readonly header: string; readonly utc: string }>('dates.json').map(({ header, utc }) => ({
    name: `Date: ${header}`,
    check: async () => {
      const mail = imap.bytes('date-template.eml').toString('latin1').replace('%date_raw_header%', header);
      expect((await messageIn(Buffer.from(mail, 'latin1'))).claimedAt).toBe(`${utc.replace(' ', 'T')}.000Z`);
    },
  }));
}

function recorded<Row>(file: string): readonly Row[] {
  try {
    return imap.json<Row[]>(file);
  } catch {
    return [];
  }
}

async function checkOne(file: string, { path, op, value }: Check): Promise<void> {
  const bytes = imap.bytes(file);
  const [place = '', way = ''] = path.split('|');
  const found = valueAt(place, await messageIn(bytes), readEntity(bytes));
  if (op === 'count') expect((found as readonly unknown[]).length).toBe(value);
  else if (way === 'sha256') expect(digestsOf(found)).toContain(value);
  else expect(plain(found, way)).toEqual(plain(value, way));
}

/** The origin digested what its server sent: with CRLF, and text without blanks around it. */
function digestsOf(found: unknown): readonly string[] {
  const raw = typeof found === 'string' ? Buffer.from(found) : Buffer.from(found as Uint8Array);
  const lines = raw.toString('latin1').replace(/\r?\n/g, '\r\n').trim();
  return [raw, Buffer.from(lines, 'latin1')].map((bytes) => createHash('sha256').update(bytes).digest('hex'));
}

/** Line breaks as line feeds; blanks around a value mean nothing to the origin's decoder. */
function plain(value: unknown, way: string): unknown {
  if (way === 'utc') return String(value).replace(' ', 'T').slice(0, 19);
  if (value instanceof Uint8Array) return plain(Buffer.from(value).toString('utf8'), way);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value;
}

/** The value a path of the corpus speaks of: of the message where a message has it, else of the mail's own header. */
function valueAt(path: string, message: MessageItem, root: Entity): unknown {
  const attachment = /^attachments(?:\[(\d+)\]|\.(last))\.(\w+)$/.exec(path);
  if (attachment) return attachmentValue(attachment, message, root);
  const [, name = '', index, field = ''] = /^([\w-]+?)(?:\[(\d+)\])?(?:\.(\w+))?$/.exec(path) ?? [];
  switch (name.toLowerCase()) {
    case 'subject': return message.subject; // prettier-ignore
    case 'text': return message.text; // prettier-ignore
    case 'html': return message.html; // prettier-ignore
    case 'has_text': return chooseBodies(root).text.some((part) => bodyType(part) === 'text/plain'); // prettier-ignore
    case 'has_html': return message.html !== ''; // prettier-ignore
    case 'attachments': return message.attachments; // prettier-ignore
    case 'date': return message.claimedAt ?? false; // prettier-ignore
    case 'from':
    case 'to':
    case 'cc':
    case 'bcc':
    case 'sender':
    case 'reply_to':
      return addressValue(parseAddressList(root.headers.raw(name.toLowerCase().replace('_', '-'))), index, field); // prettier-ignore
    default: return headerValue(path, name, root); // prettier-ignore
  }
}

function headerValue(path: string, name: string, root: Entity): unknown {
  const header = /^header\[(.+)\]$/.exec(path)?.[1] ?? name.replaceAll('_', '-');
  if (/^content-type$/i.test(header)) return root.type.value;
  if (/^(?:message-id|in-reply-to)$/i.test(header)) return parseMessageIds(root.headers.raw(header))[0];
  return root.headers.text(header.toLowerCase());
}

function addressValue(list: readonly Mailbox[], index: string | undefined, field: string): unknown {
  if (index === undefined) return list.map(full).join(', ');
  const mailbox = list[Number(index)];
  if (!mailbox) return false;
  const [local, host = ''] = mailbox.address.split('@');
  return {
    '': full(mailbox),
    full: full(mailbox),
    mail: mailbox.address,
    personal: mailbox.name,
    mailbox: local,
    host,
  }[field];
}

const full = ({ name, address }: Mailbox): string =>
  name === '' ? address : address === '' ? name : `${name} <${address}>`;

function attachmentValue([, index, last, field = '']: RegExpExecArray, message: MessageItem, root: Entity): unknown {
  const at = last ? message.attachments.length - 1 : Number(index);
  const attachment = message.attachments[at];
  const part = chooseBodies(root).attached[at];
  switch (field) {
    case 'name': return part?.type.parameters.get('name') ?? attachment?.name; // prettier-ignore
    case 'filename': return attachment?.name; // prettier-ignore
    case 'content_type': return attachment?.contentType; // prettier-ignore
    case 'content': return attachment?.bytes; // prettier-ignore
    case 'content_id': return `<${attachment?.contentId}>`; // prettier-ignore
    case 'disposition': return part?.disposition.value || null; // prettier-ignore
    default: return part?.headers.text(`content-${field}`); // prettier-ignore
  }
}
