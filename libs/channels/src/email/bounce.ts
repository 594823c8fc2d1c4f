import { parseMessageIds, HeaderFields, decodeTransfer } from './mime/index.js';
import type { Entity } from './mime/index.js';

/** Reports on mail of ours: delivery status (RFC 3464), and complaints of feedback loops (RFC 5965). */
const reportTypes = /^(?:delivery-status|feedback-report)$/i;
const reportParts = /^message\/(?:(?:global-)?delivery-status|feedback-report)$/;

const daemons = /^(?:mailer-?daemon|mail-?daemon|postmaster|mail-?delivery|bounce[sd]?|smtp-?daemon|mdaemon|delivery)(?:[@+.\-_]|$)/;
const daemonNames = /mailer-daemon|mail delivery (?:sub)?system|mail administrator|mail delivery service|internet mail delivery/i;
const bounceSubject =
  /undeliver|undelivered|delivery (?:status notification|failure|failed|problem|notification|report|has failed|error)|non remis|returned? (?:mail|to sender)|mail (?:delivery|system) (?:failed|failure|error|problem)|failure notice|failed (?:mail|delivery)|could not (?:be )?deliver|unable to deliver|user unknown|unzustellbar|تعذر تسليم|لم يتم تسليم|فشل التسليم/i;

/** Whether a mail is a mail system's report on a mail that the desk sent. `responds`: it calls itself automatic. */
export function isBounce(root: Entity, sender: string, subject: string, responds: boolean): boolean {
  if (isReport(root)) return true;
  const { headers } = root;
  if (headers.has('x-failed-recipients')) return true;
  const daemon = daemons.test(sender) || daemonNames.test(headers.text('from'));
  const returned = /^<\s*>$/.test(headers.raw('return-path'));
  if (daemon) return !responds || bounceSubject.test(subject) || returned;
  return returned && (bounceSubject.test(subject) || !responds);
}

const isReport = (root: Entity): boolean =>
  (root.type.value === 'multipart/report' && reportTypes.test(root.type.parameters.get('report-type') ?? '')) ||
  root.parts.some((part) => reportParts.test(part.type.value));

/** Message-IDs of the mails a report gives back, whole or only their headers. */
export function returnedIds(root: Entity): readonly string[] {
  return root.parts.flatMap((part) => {
    if (part.multipart) return returnedIds(part);
    if (!/^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/rfc822-headers)/.test(part.type.value)) return [];
    const { bytes } = decodeTransfer(part.body, part.headers.raw('content-transfer-encoding'));
    const block = bytes.toString('latin1').trimStart().split(/\r?\n\r?\n/, 1)[0] ?? '';
    return parseMessageIds(new HeaderFields(block).raw('message-id')).slice(0, 1);
  });
}
