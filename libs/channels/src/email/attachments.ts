import type { Attachment } from '../item.js';
import { bodyType, decodeTransfer } from './mime/index.js';
import type { Entity } from './mime/index.js';
import type { BodyText } from './body-text.js';

/** What one message keeps; how many more there were is said in the item's `extra.attachmentsDropped`. */
export const mostAttachments = 100;

/** Where a type has a usual file ending that is not its second half. */
const endings: Readonly<Record<string, string>> = {
  'text/plain': 'txt', 'text/calendar': 'ics', 'message/rfc822': 'eml', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3', 'video/quicktime': 'mov', 'application/msword': 'doc', 'application/vnd.ms-excel': 'xls',
  'application/octet-stream': 'bin', 'application/pgp-signature': 'asc', 'application/pkcs7-signature': 'p7s',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}; // prettier-ignore

/** The attached parts, decoded; the nth without a name is called `attachment_n`, with the ending of its type. */
export function readAttachments(parts: readonly Entity[], body: BodyText): readonly Attachment[] {
  if (parts.length === 0) return [];
  const mentioned = mentionsIn(body);
  return parts.slice(0, mostAttachments).map((part, index) => readAttachment(part, index + 1, mentioned));
}

function readAttachment(part: Entity, ordinal: number, mentioned: ReadonlySet<string>): Attachment {
  const { bytes } = decodeTransfer(part.body, part.headers.raw('content-transfer-encoding'));
  const contentType = attachedType(part);
  const given = part.disposition.parameters.get('filename') ?? part.type.parameters.get('name') ?? '';
  const contentId = contentIdOf(part);
  return {
    name: given.trim() === '' ? `attachment_${ordinal}.${endingOf(contentType)}` : given,
    contentType,
    size: bytes.length,
    inline: mentioned.has(contentId.toLowerCase()) || mentioned.has(given.toLowerCase()),
    ...(contentId === '' ? {} : { contentId }),
    // A copy of its own: small buffers share memory, which a worker thread cannot hand over.
    bytes: new Uint8Array(bytes),
  };
}

/** A part of a digest without a type is a message (RFC 2046 §5.1.5); bodies call theirs text. */
const attachedType = (part: Entity): string =>
  part.inDigest && part.type.value === '' ? 'message/rfc822' : bodyType(part);

const contentIdOf = (part: Entity): string => part.headers.raw('content-id').replace(/^<|>$/g, '').trim();

const endingOf = (type: string): string =>
  endings[type] ?? /^\w+\/(?:x-)?([a-z0-9]{1,8})(?:\+|$)/.exec(type)?.[1] ?? 'bin';

/** What the body shows: `cid:` links of the markup; `[image: name]` and `[cid:id]` marks of a text without markup. */
function mentionsIn({ html, text }: BodyText): ReadonlySet<string> {
  const marks =
    html === '' ? text.matchAll(/\[(?:image: |cid:)([^\]\n]{1,300})\]/gi) : html.matchAll(/cid:([^"'\s>)]{1,300})/gi);
  return new Set(Array.from(marks, ([, mark = '']) => unescaped(mark).toLowerCase()));
}

function unescaped(mark: string): string {
  try {
    return decodeURIComponent(mark.replaceAll('&amp;', '&'));
  } catch {
    return mark;
  }
}
