import type { BodyKind } from '#domain';
import type { Attachment } from '../../item.js';
import { listOf, objectOf, textOf } from '../../json-fields.js';
import type { JsonFields } from '../../json-fields.js';

/** What a message says. */
export interface Content {
  readonly body: BodyKind;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The message it reacts to, changes or takes back. */
  readonly about: string;
}

type Reader = (content: JsonFields) => Partial<Content>;

/** A map, not an object: a type called `constructor` is unknown like any other. */
const readers: ReadonlyMap<string, readonly [BodyKind, Reader]> = new Map<string, readonly [BodyKind, Reader]>([
  ['text', ['text', ({ body }) => ({ text: textOf(body) })]],
  ['image', ['image', media('image')]],
  ['video', ['video', media('video')]],
  ['audio', ['audio', media('audio')]],
  ['voice', ['audio', media('voice')]],
  ['document', ['document', media('document')]],
  ['sticker', ['sticker', media('sticker')]],
  ['location', ['location', ({ name, address }) => ({ text: [name, address].map(textOf).filter(Boolean).join(', ') })]],
  ['button', ['interactive', ({ text }) => ({ text: textOf(text) })]],
  ['interactive', ['interactive', (content) => ({ text: answerIn(content) })]],
  ['order', ['order', ({ text }) => ({ text: textOf(text) })]],
  ['reaction', ['reaction', ({ emoji, message_id: about }) => ({ text: textOf(emoji), about: textOf(about) })]],
  ['edit', ['edit', edit]],
  ['revoke', ['deletion', ({ original_message_id: about }) => ({ about: textOf(about) })]],
  ['system', ['system', ({ body }) => ({ text: textOf(body) })]],
]);

/** Reads what a message says; a type this code does not know is kept as such. */
export function contentOf(message: JsonFields): Content {
  const type = textOf(message['type']);
  const nothing = { body: 'unknown', text: '', attachments: [], about: '' } as const;
  if (type === 'unsupported' || listOf(message['errors'])) return { ...nothing, body: 'unsupported' };
  if (type === 'contacts') return { ...nothing, body: 'contacts', text: namesIn(message) };
  const reader = readers.get(type);
  const content = objectOf(message[type]);
  return reader && content ? { ...nothing, body: reader[0], ...reader[1](content) } : nothing;
}

function media(type: string): Reader {
  return ({ id, filename, caption, mime_type }) => {
    const contentType = textOf(mime_type) || 'application/octet-stream';
    const extension = /^[a-z]+\/([a-z0-9]+)/i.exec(contentType)?.[1] ?? 'bin';
    const name = textOf(filename) || `${type}-1.${extension}`;
    const mediaId = textOf(id);
    const attachment = { name, contentType, size: 0, inline: false, ...(mediaId !== '' && { mediaId }) };
    return { text: textOf(caption), attachments: [attachment] };
  };
}

/** What the customer chose: a button, a line of a list, or a form they filled in. */
function answerIn({ type, ...replies }: JsonFields): string {
  const reply = objectOf(replies[textOf(type)]);
  return [reply?.['title'], reply?.['description'], reply?.['body']].map(textOf).filter(Boolean).join('\n');
}

const namesIn = ({ contacts }: JsonFields): string =>
  (listOf(contacts) ?? [])
    .map((contact) => textOf(objectOf(objectOf(contact)?.['name'])?.['formatted_name']))
    .filter(Boolean)
    .join(', ');

/** An edit holds the new message whole; an edit inside an edit is nobody's. */
function edit({ message, original_message_id: about }: JsonFields): Partial<Content> {
  const inner = objectOf(message);
  const { text, attachments } = contentOf(inner?.['type'] === 'edit' ? {} : (inner ?? {}));
  return { text, attachments, about: textOf(about) };
}
