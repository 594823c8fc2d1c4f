import { textDirection } from '#domain';
import type { AttachmentNote, MessagePart, ReplyPart, SenderPart } from '#sealing';
import type { OpenedMessage, ShownAttachment, ShownHtml } from './opened-message.js';
import { safeName } from './safe-name.js';
import { shownHtml } from './shown-html.js';

/** Characters of markup above which nobody reads it: its text says the same. */
const longestHtml = 1_000_000;

/** What the sealed parts of a message held, as people may see it. A reply has no sender part, and no attachments. */
export function openedMessage(
  content: MessagePart | ReplyPart,
  sender: SenderPart | undefined,
  base: string,
): OpenedMessage {
  const notes = 'attachments' in content ? content.attachments : [];
  return {
    whole: { text: content.text, dir: textDirection(content.text) },
    html: htmlOf(content, notes, base),
    recipients: sender?.recipients ?? [],
    replyTo: sender?.replyTo ?? '',
    attachments: notes.map(shownAttachment),
  };
}

/** Where an attachment is downloaded; `base` is the address of its message, with what names the file. */
export const attachmentAddress = (base: string, n: number): string => base.replace('?', `/attachments/${n}?`);

function htmlOf(
  { html, text }: MessagePart | ReplyPart,
  notes: readonly AttachmentNote[],
  base: string,
): ShownHtml | null {
  if (html === '' || html.length > longestHtml) return null;
  const imageAt = (contentId: string) => {
    const place = notes.findIndex((note) => note.contentId?.toLowerCase() === contentId.toLowerCase());
    const isHere = notes[place]?.part !== undefined && notes[place].contentType.startsWith('image/');
    return isHere ? attachmentAddress(base, place + 1) : undefined;
  };
  return { ...shownHtml(html, imageAt), dir: textDirection(text) };
}

function shownAttachment({ name, contentType, size, inline, part }: AttachmentNote, place: number): ShownAttachment {
  const shown = safeName(name, place + 1);
  const kept = part === undefined ? 'provider' : 'here';
  return { n: place + 1, name: shown, dir: textDirection(shown), contentType, size, inline, kept };
}
