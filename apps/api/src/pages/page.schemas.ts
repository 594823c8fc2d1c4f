import { channels, handleKinds, likenesses, priorities } from '#domain';
import type { LinkRow } from '#projections';
import type {
  AgentWorkload,
  AssignedTicketView,
  Dismissal,
  KnownHandle,
  QueuedTicket,
  QueuedTicketView,
  SearchHit,
  SpanView,
  Suggestion,
  SuggestionReason,
  TicketAsOf,
  TicketView,
  ReplyDelivery,
  TimelineEntry,
  VolumeFigure,
} from '#queries';
import {
  anything,
  cast,
  flag,
  instant,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  position,
  text,
} from '../docs/index.js';
import type { Schema } from '../docs/index.js';

const states = ['open', 'new', 'pending', 'snoozed', 'resolved', 'closed', 'spam'];
const dir = oneOf(['ltr', 'rtl'], 'Which way the text reads: that of its first letter.');
const channel = oneOf([...channels, ''], 'A kind of road.');
const sender = object({ name: text('Lina Haddad'), address: text('lina@example.com') });
const priority = oneOf(priorities.toSorted((one) => (one === 'normal' ? -1 : 1)));

const card: { readonly [Field in keyof TicketView]-?: Schema } = {
  ticketId: text(cast.ticketId),
  customerId: text(cast.customerId),
  number: integer(17, 'What people call it.'),
  inbox: text(cast.inbox),
  channel,
  conversationId: text(cast.conversationId, 'The conversation it opened in.'),
  conversationIds: listOf(text(cast.conversationId)),
  follows: orNull(text('', 'The ticket it follows up.'), null),
  state: oneOf(states),
  stateSince: instant(),
  assigneeId: orNull(text('lina')),
  teamId: orNull(text('billing')),
  priority,
  tags: listOf(text('parcel')),
  topic: orNull(text('delivery', 'What it is about, where an import said so.'), null),
  openedAt: instant(),
  snoozedUntil: orNull(instant(), null),
  firstResolvedAt: orNull(instant(), null),
  resolvedAt: orNull(instant('The resolution in force.'), null),
  closedAt: orNull(instant(), null),
  reopenings: integer(0),
  subject: text('My parcel'),
  preview: text('Where is it?'),
  customerName: text('Lina Haddad'),
  language: text('en'),
  customerSpokeAt: orNull(instant()),
  waitingSince: orNull(instant('The first thing the customer said that no agent has answered.')),
  answeredAt: orNull(instant(), null),
  firstResponseAt: orNull(instant(), null),
  dir,
  subjectDir: dir,
};

/** A ticket as it was at an instant. */
export const ticketAsOfSchema = object<TicketAsOf>({
  ticketId: card.ticketId,
  customerId: card.customerId,
  number: card.number,
  inbox: card.inbox,
  channel,
  openedAt: card.openedAt,
  state: card.state,
  assigneeId: card.assigneeId,
  teamId: card.teamId,
  priority,
  since: instant('Since when it had been in just this.'),
});

const assigned: { readonly [Field in keyof AssignedTicketView]-?: Schema } = {
  ...card,
  assigneeDeactivatedAt: orNull(instant('Since when the assignee is deactivated; `null` while they are active.'), null),
};

/** The card of a ticket. */
export const ticketSchema = object<AssignedTicketView>(assigned);

const queued = {
  queuedSince: instant('Since when the customer waits; where nobody waits, since the last answer or change of state.'),
  answered: flag(false, 'Nothing the customer said is unanswered.'),
};
export const queuedTicketSchema = object<QueuedTicket>({ ...assigned, ...queued });

/** The same as they are told to those who watch: of the assignee only the id. */
export const toldTicketSchema = object<TicketView>(card);
export const toldQueuedTicketSchema = object<QueuedTicketView>({ ...card, ...queued });

export const spanSchema = object<SpanView>({
  ticketId: text(cast.ticketId),
  state: oneOf(states),
  assigneeId: orNull(text('lina')),
  teamId: orNull(text('billing'), null),
  priority,
  since: instant(),
  until: orNull(instant('`null`: it still is.'), null),
});

/** What the timeline tells of one thing that happened. */
export const entryFields: { readonly [Field in keyof TimelineEntry]-?: Schema } = {
  position,
  customerId: text(cast.customerId),
  occurredAt: instant('What the channel claims.'),
  kind: oneOf(['message', 'call', 'reply', 'note', 'ticket']),
  what: text('text', 'The body of a message, the outcome of a call, the type of a fact about a ticket.'),
  direction: oneOf(['in', 'out', 'inside']),
  id: text(cast.messageId, 'The message, call, reply or note; empty for facts about tickets.'),
  conversationId: text(cast.conversationId),
  ticketId: orNull(text(cast.ticketId)),
  inbox: text(cast.inbox),
  channel,
  actor: object({ class: oneOf(['customer', 'agent', 'bot', 'automation', 'system']), id: text(cast.customerId) }),
  automatic: text('no', 'Or the kind of machine that wrote it.'),
  language: text('en'),
  sender,
  subject: text('My parcel'),
  text: text('Where is it?', 'Plain text.'),
  dir,
  subjectDir: dir,
  attachments: integer(0),
  delivery: object<ReplyDelivery>(
    {
      status: oneOf(['delivered', 'sent', 'read', 'failed']),
      at: instant(),
      reason: text('', 'A stable code for a failure.'),
      maybeTwice: flag(true, 'A crash cut a try off: it may have gone out once more than is told.'),
    },
    { optional: ['maybeTwice'], description: 'How far a reply came; absent while it is written and not sent.' },
  ),
  detail: anything({}, 'Further facts: an assignee, a priority, the seconds of a call.'),
  erased: flag(false, 'Its text was erased.'),
};

export const entrySchema = object<TimelineEntry>(entryFields, { optional: ['delivery'] });

export const hitSchema = object<SearchHit>({
  position,
  customerId: text(cast.customerId),
  occurredAt: instant(),
  kind: oneOf(['message', 'call', 'reply', 'note']),
  id: text(cast.messageId),
  conversationId: text(cast.conversationId),
  ticketId: orNull(text(cast.ticketId)),
  inbox: text(cast.inbox),
  channel,
  sender,
  subject: text('My parcel'),
  subjectDir: dir,
  snippet: object({
    text: text('Where is it?', 'A piece of the original.'),
    marks: listOf(listOf(integer(0)), 'Where in it words stand that were looked for: [start, end), UTF-16 units.'),
    dir,
  }),
});

export const figureSchema = object<VolumeFigure>({
  period: text('2026-03-01', 'In local time.'),
  channel,
  inbox: text(cast.inbox),
  messages: integer(12),
  automatic: integer(1, 'Of these, written by machines.'),
  replies: integer(9),
  calls: integer(0),
  outboundCalls: integer(0),
});

export const workloadSchema = object<AgentWorkload>({
  agentId: text('lina'),
  active: integer(4, 'All of them together.'),
  new: integer(0),
  open: integer(3),
  pending: integer(1),
  snoozed: integer(0),
});

export const handleSchema = object<KnownHandle>({
  handleId: text('k7d2', 'Digest of the handle.'),
  customerId: text(cast.customerId),
  kind: oneOf(handleKinds),
  class: oneOf(['personal', 'shared', 'none']),
  handle: text('lina@example.com', 'Empty once erased.'),
  claimedAt: instant(),
  erased: integer(0),
});

export const linkSchema = object<LinkRow>({
  customerId: text(cast.customerId),
  otherId: text(cast.otherCustomerId),
  because: oneOf(['agent', 'same-handles']),
  linkedAt: instant(),
});

export const suggestionSchema = object<Suggestion>({
  customerIds: listOf(text(cast.otherCustomerId), 'Their files: merging one of them merges all.'),
  handles: listOf(handleSchema),
  reasons: listOf(
    object<SuggestionReason>({
      because: oneOf(['same-name', ...likenesses.filter((one) => one !== 'same-name')], 'In what they are alike.'),
      customerId: text(cast.customerId, 'The file of the person asked for.'),
      here: text('لينا حداد', 'What it holds: a name as it was said, or a handle.'),
      otherId: text(cast.otherCustomerId, 'The other file.'),
      there: text('لِينا حدّاد', 'What that one holds.'),
      heldBy: integer(2, 'How many files hold it, these two among them.'),
    }),
    'What says most first.',
  ),
});

export const dismissalSchema = object<Dismissal>({
  customerId: text(cast.customerId, 'The file of the person asked for.'),
  otherId: text(cast.otherCustomerId, 'The other file.'),
  likenesses: listOf(
    oneOf(['name-in-address', ...likenesses.filter((one) => one !== 'name-in-address')]),
    'In what they are alike.',
  ),
  dismissedAt: instant('When it was said last.'),
});
