import type { SendMailOptions } from 'nodemailer';
import { replyMessageId } from '../sender.js';
import type { OutgoingReply, SendingInbox } from '../sender.js';
import { replyHtml } from './reply-html.js';

/** `box+token@host`: answers to it find their conversation whatever mail programs do to the headers. */
export function taggedAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? address : `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

const answers = /^\s*(?:re|aw|sv|antw|رد)\s*[:：]/i;

/** The subject of an answer; one that is an answer's already stays as it is. */
export const answeringSubject = (subject: string): string =>
  answers.test(subject) ? subject : `Re: ${subject}`.trim();

/** A reply as the mail it leaves as. */
export function composeEmail(reply: OutgoingReply, inbox: SendingInbox): SendMailOptions {
  const { replyId, text, answered, language, plusToken, writtenAt } = reply;
  const { to, name, subject, nativeId, references } = answered;
  return {
    from: { name: inbox.displayName ?? '', address: inbox.address },
    to: { name, address: to },
    replyTo: { name: inbox.displayName ?? '', address: taggedAddress(inbox.address, plusToken) },
    subject: answeringSubject(subject),
    messageId: `<${replyMessageId(replyId)}>`,
    ...(nativeId !== undefined && {
      inReplyTo: `<${nativeId}>`,
      references: [...new Set([...references, nativeId])].map((id) => `<${id}>`),
    }),
    date: new Date(writtenAt),
    text,
    html: replyHtml(reply),
    // Whatever comes back with it is our own mail, on its way round.
    headers: { 'X-Sijil-Desk': inbox.id, ...(language !== '' && { 'Content-Language': language }) },
    // A reply is text: nothing in it is fetched from this machine or the net.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
