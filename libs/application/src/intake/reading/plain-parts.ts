import type { CallItem, Item, MessageItem, OpeningItem, ReplyItem } from '#channels';
import type { AttachmentNote, MessagePart, OpeningPart, ReplyPart, SenderPart } from '#sealing';
import type { Plain } from '../../recording/drafts.js';

/** What must be sealed beside the first fact of an item: names, addresses, text, attachments. */
export function plainOf(item: Item): readonly Plain[] {
  switch (item.kind) {
    case 'message':
      return messagePlain(item);
    case 'call':
      return [senderPlain(item), { name: 'content', plaintext: JSON.stringify(item.record) }];
    case 'status':
      return item.detail === undefined ? [] : [{ name: 'detail', plaintext: JSON.stringify(item.detail) }];
    case 'opening':
      return openingPlain(item);
    case 'change':
      return [];
    case 'reply':
      return replyPlain(item);
    case 'notice':
      return [{ name: 'content', plaintext: JSON.stringify(item.content) ?? 'null' }];
  }
}

function openingPlain(item: OpeningItem): readonly Plain[] {
  const content: OpeningPart = { subject: item.subject, text: item.text };
  return [senderPlain(item), { name: 'content', plaintext: JSON.stringify(content) }];
}

function replyPlain({ text, html }: ReplyItem): readonly Plain[] {
  const content: ReplyPart = { text, html };
  return [{ name: 'content', plaintext: JSON.stringify(content) }];
}

function senderPlain(item: MessageItem | CallItem | OpeningItem): Plain {
  const [writer] = item.handles;
  const address = writer?.value ?? '';
  const sender: SenderPart = {
    name: item.senderName,
    address,
    replyTo: item.kind === 'message' ? item.replyTo : address,
    recipients: item.kind === 'message' ? item.recipients : [],
  };
  return { name: 'sender', plaintext: JSON.stringify(sender) };
}

function messagePlain(item: MessageItem): readonly Plain[] {
  const { subject, text, newText, html, extra, thread } = item;
  const attachments: AttachmentNote[] = [];
  const bytes: Plain[] = [];
  for (const { bytes: data, ...note } of item.attachments) {
    const part = `attachment-${attachments.length + 1}`;
    if (data) bytes.push({ name: part, plaintext: data });
    attachments.push(data ? { ...note, part } : note);
  }
  const content: MessagePart = {
    ...{ subject, text, newText, html, attachments },
    ...(extra ? { extra } : {}),
    ...(thread.ownId === undefined ? {} : { nativeId: thread.ownId }),
    ...(thread.references.length === 0 ? {} : { references: thread.references }),
  };
  return [senderPlain(item), { name: 'content', plaintext: JSON.stringify(content) }, ...bytes];
}
