import { hash } from 'node:crypto';
import { later, priorities, statedStatuses } from '#domain';
import type { Actor, Instant, StatedTicket } from '#domain';
import type { ChangeItem, Item, OpeningItem } from '../item.js';
import { FieldWrong, pastCustomer } from './line.js';
import type { Line } from './line.js';

const longestTopic = 200;

/**
 * A ticket as it was after a change: its opening (which changes nothing where it stands), its resolution where the line
 * says when that was, and the change. A change before the opening is of the opening.
 * Errors: `FieldWrong`.
 */
export function pastTicket(line: Line, bytes: Uint8Array): readonly Item[] {
  const opening = openingOf(line);
  const { conversation, channel } = opening;
  const changedAt = later(line.instant('changedAt'), opening.claimedAt);
  const change = (what: string, claimedAt: Instant, now: StatedTicket): ChangeItem => {
    return {
      kind: 'change',
      place: '',
      nativeId: `${conversation}/${what}`,
      conversation,
      channel,
      claimedAt,
      by: byOf(line),
      now,
    };
  };
  const now = nowOf(line);
  const changed = change(hash('sha256', bytes, 'hex').slice(0, 32), changedAt, now);
  const resolvedAt = resolvedIn(line, now);
  if (resolvedAt === undefined) return [opening, changed];
  const resolved = change('resolved', later(resolvedAt, opening.claimedAt), { status: 'resolved' });
  return [opening, resolved, changed];
}

function openingOf(line: Line): OpeningItem & { readonly claimedAt: Instant } {
  const conversation = line.id('ticket');
  const { handles, name } = line.customer();
  return {
    kind: 'opening',
    place: '',
    nativeId: `${conversation}/opened`,
    conversation,
    channel: line.channel(),
    claimedAt: line.instant(line.has('openedAt') ? 'openedAt' : 'changedAt'),
    by: pastCustomer,
    handles,
    senderName: name,
    ...(line.has('team') && { teamId: line.deskId('team') }),
    subject: line.text('subject'),
    text: line.text('text'),
  };
}

function nowOf(line: Line): StatedTicket {
  return {
    ...(line.has('status') && { status: line.choice('status', statedStatuses) }),
    ...(line.has('assignee') && { assigneeId: line.nobodyOr('assignee') }),
    ...(line.has('team') && { teamId: line.deskId('team') }),
    ...(line.has('priority') && { priority: line.choice('priority', priorities) }),
    ...(line.has('topic') && { topic: topicOf(line) }),
  };
}

function topicOf(line: Line): string {
  const topic = line.text('topic').trim();
  if (topic.length > longestTopic) throw new FieldWrong('topic', `text of at most ${longestTopic} characters`);
  return topic;
}

function resolvedIn(line: Line, { status }: StatedTicket): Instant | undefined {
  const isOver = status === 'resolved' || status === 'closed';
  return isOver && line.has('resolvedAt') ? line.instant('resolvedAt') : undefined;
}

/** Where nobody says who made the change, the import did. */
const byOf = (line: Line): Actor =>
  line.has('by') ? { class: 'agent', id: line.deskId('by') } : { class: 'system', id: 'import' };
