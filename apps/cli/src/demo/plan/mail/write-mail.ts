import { base64Lines, encodedText, headerText } from './encodings.js';
import type { Charset } from './encodings.js';

/** A mail to be. Message-IDs are without angle brackets. */
export interface Mail {
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  /** Milliseconds since 1970, told in Riyadh's time. */
  readonly date: number;
  readonly text: string;
  readonly html?: string;
  readonly charset: Charset;
  readonly transfer: 'base64' | 'quoted-printable';
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Further header lines, before all others. */
  readonly trace?: readonly string[];
  readonly attachment?: { readonly name: string; readonly contentType: string; readonly bytes: Buffer };
}

/** The mail as it travels (RFC 5322, MIME). */
export function mailBytes(mail: Mail): Buffer {
  const { from, to, subject, date, id, inReplyTo, references = [], trace = [], charset } = mail;
  const headers = [
    ...trace,
    `From: ${headerText(from.name, charset)} <${from.address}>`,
    `To: <${to}>`,
    `Subject: ${headerText(subject, charset)}`,
    `Date: ${mailDate(date)}`,
    `Message-ID: <${id}>`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: <${inReplyTo}>`]),
    ...(references.length === 0 ? [] : [`References: ${references.map((one) => `<${one}>`).join(' ')}`]),
    'MIME-Version: 1.0',
  ];
  return Buffer.from(`${headers.join('\r\n')}\r\n${partOf(contentOf(mail))}`, 'latin1');
}

/** A part: its own headers, an empty line, its body. */
interface Part {
  readonly headers: readonly string[];
  readonly body: string;
}

const partOf = ({ headers, body }: Part): string => `${headers.join('\r\n')}\r\n\r\n${body}`;

function contentOf(mail: Mail): Part {
  const plain = encodedText(mail.text, 'plain', mail);
  const text = mail.html === undefined ? plain : gathered('alternative', mail.id, [plain, encodedText(mail.html, 'html', mail)]); // prettier-ignore
  return mail.attachment ? gathered('mixed', mail.id, [text, attached(mail.attachment)]) : text;
}

function gathered(how: 'alternative' | 'mixed', id: string, parts: readonly Part[]): Part {
  const boundary = `${how}-${id.replace(/[^a-z0-9]/gi, '')}`;
  const body = parts.map((part) => `--${boundary}\r\n${partOf(part)}\r\n`).join('');
  return { headers: [`Content-Type: multipart/${how}; boundary="${boundary}"`], body: `${body}--${boundary}--\r\n` };
}

function attached({ name, contentType, bytes }: NonNullable<Mail['attachment']>): Part {
  const headers = [
    `Content-Type: ${contentType}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
  ];
  return { headers, body: base64Lines(bytes) };
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A `Date` header: `Mon, 02 Mar 2026 09:12:07 +0300` */
export function mailDate(milliseconds: number): string {
  const local = new Date(milliseconds + 3 * 3_600_000);
  const day = String(local.getUTCDate()).padStart(2, '0');
  const time = local.toISOString().slice(11, 19);
  return `${weekdays[local.getUTCDay()]}, ${day} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()} ${time} +0300`;
}
