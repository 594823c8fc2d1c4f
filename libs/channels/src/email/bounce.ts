import type { Handle } from '../item.js';
import { decodeTransfer, parseMessageIds } from './mime/index.js';
import type { Entity, HeaderFields } from './mime/index.js';

/** What is known of a mail before it is judged. */
export interface Evidence {
  readonly root: Entity;
  readonly sender: Handle;
  readonly subject: string;
  readonly text: string;
}

/** Reports on mail of ours: delivery status (RFC 3464), and complaints of feedback loops (RFC 5965). */
const reportTypes = /^(?:delivery-status|feedback-report)$/i;
const reportParts = /^message\/(?:(?:global-)?delivery-status|feedback-report)$/;

const daemons =
  /^(?:mailer-?daemon|mail-?daemon|post_?master|mail-?delivery|bounce[sd]?|smtp-?daemon|mdaemon|delivery)(?:[@+.\-_]|$)/;
const daemonNames =
  /mailer-daemon|mail delivery (?:sub)?system|mail administrator|mail delivery service|internet mail delivery/i;
const bounceSubjects = [
  /undeliver|could not (?:be )?deliver|unable to deliver|delivery (?:status notification|fail|problem|notification|report|has failed|error)/i,
  /returned? (?:mail|to sender)|failure notice|failed (?:mail|delivery)|user unknown|mail (?:delivery|system) (?:fail|error|problem)/i,
  /non remis|unzustellbar|no se pudo entregar|تعذر (?:تسليم|توصيل)|لم يتم (?:تسليم|توصيل)|فشل (?:تسليم|توصيل)/i,
];
const bounceText =
  /could not be delivered|(?:was|is) undeliverable|mailbox (?:is )?(?:full|unavailable)|no such user|user unknown|تعذر تسليم/i;
/** Where a machine says why it could not deliver: at the beginning. */
const textRead = 2_000;

/** Whether a mail is a mail system's report on a mail that the desk sent. `responds`: it calls itself automatic. */
export function isBounce(mail: Evidence, responds: boolean): boolean {
  const { headers } = mail.root;
  if (isReport(mail.root) || headers.has('x-failed-recipients') || isListServer(headers)) return true;
  const returned = /^<\s*>$/.test(headers.raw('return-path'));
  const says = bounceSubjects.some((subject) => subject.test(mail.subject));
  if (daemons.test(mail.sender.value) || daemonNames.test(headers.text('from'))) return !responds || says || returned;
  if (returned) return says || !responds;
  return mail.sender.class === 'none' && bounceText.test(mail.text.slice(0, textRead));
}

const isReport = (root: Entity): boolean =>
  (root.type.value === 'multipart/report' && reportTypes.test(root.type.parameters.get('report-type') ?? '')) ||
  root.parts.some((part) => reportParts.test(part.type.value));

/** A list server speaking for itself; the posts it passes on are counted. */
const isListServer = (headers: HeaderFields): boolean => headers.has('x-mlserver') && !headers.has('x-mail-count');

const mostReturned = 5;
/** The original's own header lies near the beginning of what came back. */
const bytesRead = 200_000;

/**
 * Message-IDs of the mails a report gives back: as a part of its own, whole or only its header, or pasted into the
 * text of the report.
 */
export function returnedIds(root: Entity): readonly string[] {
  const found = leavesOf(root).flatMap((leaf) => {
    const { bytes } = decodeTransfer(leaf.body, leaf.headers.raw('content-transfer-encoding'));
    const lines = bytes.toString('latin1', 0, bytesRead).matchAll(/^[ \t>]*(?:x-original-)?message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]+>)/gim); // prettier-ignore
    const own = leaf === root ? '' : leaf.headers.raw('message-id');
    return [own, ...Array.from(lines, ([, id = '']) => id)].flatMap(parseMessageIds);
  });
  return [...new Set(found)].slice(0, mostReturned);
}

const leavesOf = (entity: Entity): readonly Entity[] => (entity.multipart ? entity.parts.flatMap(leavesOf) : [entity]);
