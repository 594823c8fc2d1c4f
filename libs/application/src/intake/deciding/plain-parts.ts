import type { CallItem, Item, MessageItem } from '#channels';
import type { AttachmentNote, MessagePart, SenderPart } from '#sealing';
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
    case 'notice':
      return [{ name: 'content', plaintext: JSON.stringify(item.content) ?? 'null' }];
  }
}

function senderPlain(item: MessageItem | CallItem): Plain {
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
  const { subject, text, newText, html, extra } = item;
  const attachments: AttachmentNote[] = [];
  const bytes: Plain[] = [];
  for (const { bytes: data, ...note } of item.attachments) {
    const part = `attachment-${attachments.length + 1}`;
    if (data) bytes.push({ name: part, plaintext: data });
    attachments.push(data ? { ...note, part } : note);
  }
  const content: MessagePart = { subject, text, newText, html, attachments, ...(extra ? { extra } : {}) };
  return [senderPlain(item), { name: 'content', plaintext: JSON.stringify(content) }, ...bytes];
}
