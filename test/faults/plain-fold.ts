import type { PlainEvent, PlainPart, PlainRow } from './plain-reader.js';

// A second opinion on four pages, told again from the log in the plainest way: everything in memory, one event after
// the other, no batches, no rows that are read back. Shares nothing with the projections.

interface Conversation {
  readonly channel: string;
  ticketId: string | null;
}

interface Card {
  readonly row: Record<string, string | number | null>;
  answeredAt: string | null;
}

/** The pages as they ought to be: each table's rows by the columns that are compared, in the order of their key. */
export interface PlainPages {
  readonly timeline: readonly PlainRow[];
  readonly tickets: readonly PlainRow[];
  readonly queue: readonly PlainRow[];
  readonly volume: readonly PlainRow[];
}

const spoken = new Set(['MessageReceived', 'MessageTransferredIn', 'CallLogged']);
/** What became of a reply stands on none of these pages. */
const unseen = new Set(['ReplySent', 'ReplyDelivered', 'ReplyRead', 'ReplyFailed']);
const silent = new Set(['reaction', 'edit', 'deletion', 'system']);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const later = (one: string, other: string): string => (one > other ? one : other);

export function plainPages(events: readonly PlainEvent[], open: (part: PlainPart) => string): PlainPages {
  const fold = new PlainFold(open);
  for (const event of events) if (event.stream.startsWith('customer-')) fold.take(event);
  return fold.pages();
}

class PlainFold {
  readonly #entries = new Map<string, Record<string, string | number | null>>();
  readonly #conversations = new Map<string, Conversation>();
  readonly #cards = new Map<string, Card>();

  constructor(private readonly open: (part: PlainPart) => string) {}

  take(event: PlainEvent): void {
    if (spoken.has(event.type)) this.#hear(event);
    else if (event.type === 'ReplyWritten') this.#reply(event);
    else if (event.type.startsWith('Ticket')) this.#ticket(event);
    else if (!unseen.has(event.type)) throw new Error(`the plain fold does not know ${event.type}`);
  }

  pages(): PlainPages {
    const cards = [...this.#cards.values()];
    return {
      timeline: [...this.#entries.values()],
      tickets: cards.map(({ row }) => row).sort(by('ticketId')),
      queue: cards.flatMap(queued).sort(by('ticketId')),
      volume: volumeOf([...this.#entries.values()]),
    };
  }

  #hear(event: PlainEvent): void {
    const { clear } = event;
    const isCall = event.type === 'CallLogged';
    const conversationId = text(clear['conversationId']);
    const channel = isCall ? 'phone' : text(clear['channel']);
    const conversation = this.#conversations.get(conversationId) ?? { channel, ticketId: null };
    this.#conversations.set(conversationId, conversation);
    const content = this.#part(event, 'content');
    const sender = this.#part(event, 'sender');
    const entry = this.#enter(event, text(clear['messageId']), {
      kind: isCall ? 'call' : 'message',
      what: isCall ? text(clear['outcome']) : text(clear['body']),
      direction: clear['direction'] === 'outbound' ? 'out' : 'in',
      conversationId,
      ticketId: conversation.ticketId,
      inbox: text(clear['inbox']),
      channel,
      automatic: isCall ? 'no' : text(clear['automatic']),
      subject: isCall ? '' : text(content['subject']),
      text: isCall ? '' : text(content['newText']) || text(content['text']),
      senderName: text(sender['name']),
      senderAddress: text(sender['address']),
    });
    const card = conversation.ticketId === null ? undefined : this.#cards.get(conversation.ticketId);
    if (card && card.row['state'] !== 'resolved' && card.row['state'] !== 'closed') listen(card, entry);
  }

  #reply(event: PlainEvent): void {
    const { clear, occurredAt } = event;
    const conversationId = text(clear['conversationId']);
    const ticketId = text(clear['ticketId']);
    this.#enter(event, text(clear['messageId']), {
      kind: 'reply',
      what: 'text',
      direction: 'out',
      conversationId,
      ticketId,
      inbox: text(clear['inbox']),
      channel: this.#conversations.get(conversationId)?.channel ?? '',
      text: text(this.#part(event, 'content')['text']),
    });
    const card = this.#card(ticketId);
    if (card.row['state'] === 'new') enter(card, 'open', occurredAt);
    card.row['waitingSince'] = null;
    card.row['firstResponseAt'] ??= occurredAt;
    card.answeredAt = card.answeredAt === null ? occurredAt : later(card.answeredAt, occurredAt);
  }

  #ticket(event: PlainEvent): void {
    const { type, clear, occurredAt } = event;
    const ticketId = text(clear['ticketId']);
    const opened = type === 'TicketOpened';
    this.#enter(event, '', {
      kind: 'ticket',
      what: type,
      direction: 'inside',
      conversationId: opened ? text(clear['conversationId']) : '',
      ticketId,
      inbox: opened ? text(clear['inbox']) : '',
    });
    if (opened) this.#openCard(event, ticketId);
    const card = this.#card(ticketId);
    if (type === 'TicketAssigned') {
      if (card.row['state'] === 'new') enter(card, 'open', occurredAt);
      card.row['assigneeId'] = text(clear['agentId']);
    } else if (type === 'TicketResolved') {
      card.row['resolvedAt'] = enter(card, 'resolved', occurredAt);
    } else if (type === 'TicketReopened') {
      enter(card, 'open', occurredAt);
      card.row['resolvedAt'] = null;
      card.row['reopenings'] = Number(card.row['reopenings']) + 1;
    } else if (!opened) throw new Error(`the plain fold does not know ${type}`);
    if (opened || type === 'TicketReopened') this.#takeUp(card, text(clear['cause']));
  }

  #openCard({ stream, clear, occurredAt }: PlainEvent, ticketId: string): void {
    const conversationId = text(clear['conversationId']);
    const row = {
      ticketId,
      customerId: stream.slice('customer-'.length),
      number: Number(clear['number']),
      inbox: text(clear['inbox']),
      channel: this.#conversations.get(conversationId)?.channel ?? '',
      conversationId,
      follows: typeof clear['follows'] === 'string' ? clear['follows'] : null,
      state: 'new',
      stateSince: occurredAt,
      assigneeId: null,
      openedAt: occurredAt,
      resolvedAt: null,
      reopenings: 0,
      subject: '',
      customerSpokeAt: null,
      waitingSince: null,
      firstResponseAt: null,
    };
    this.#cards.set(ticketId, { row, answeredAt: null });
  }

  /** The message that opened or reopened a ticket is the first one it hears. */
  #takeUp(card: Card, cause: string): void {
    const ticketId = text(card.row['ticketId']);
    const conversation = this.#conversations.get(text(card.row['conversationId']));
    if (conversation) conversation.ticketId = ticketId;
    const entry = this.#entries.get(cause);
    if (!entry) return;
    entry['ticketId'] = ticketId;
    listen(card, entry);
  }

  #enter(event: PlainEvent, entryId: string, told: PlainRow) {
    const { position, stream, occurredAt, actor } = event;
    const blank = { automatic: 'no', channel: '', subject: '', text: '', senderName: '', senderAddress: '' };
    const entry = {
      position,
      customerId: stream.slice('customer-'.length),
      occurredAt,
      actorClass: actor.class,
      entryId,
      ...blank,
      ...told,
    };
    this.#entries.set(entryId || `fact ${position}`, entry);
    return entry as Record<string, string | number | null>;
  }

  #card(ticketId: string): Card {
    const card = this.#cards.get(ticketId);
    if (!card) throw new Error(`there is no ticket ${ticketId}`);
    return card;
  }

  #part({ sealed }: PlainEvent, name: string): Readonly<Record<string, unknown>> {
    const part = sealed.find((candidate) => candidate.name === name);
    return part ? (JSON.parse(this.open(part)) as Readonly<Record<string, unknown>>) : {};
  }
}

function enter({ row }: Card, state: string, at: string): string {
  const since = later(at, text(row['stateSince']));
  row['state'] = state;
  row['stateSince'] = since;
  return since;
}

/** What a card tells of what the customer said; only what asks for an answer makes anybody wait. */
function listen({ row }: Card, entry: PlainRow): void {
  row['subject'] = text(row['subject']) || text(entry['subject']);
  const asks = entry['kind'] === 'call' ? entry['direction'] === 'in' : entry['automatic'] === 'no' && !silent.has(text(entry['what'])); // prettier-ignore
  if (!asks) return;
  const at = text(entry['occurredAt']);
  const [spokeAt, waiting] = [row['customerSpokeAt'], row['waitingSince']];
  row['customerSpokeAt'] = typeof spokeAt === 'string' ? later(spokeAt, at) : at;
  row['waitingSince'] = typeof waiting === 'string' && waiting < at ? waiting : at;
}

function queued({ row, answeredAt }: Card): readonly PlainRow[] {
  const { ticketId = '', state, stateSince, waitingSince = null, inbox = '', assigneeId = null } = row;
  if (state !== 'new' && state !== 'open') return [];
  const rested = answeredAt === null ? text(stateSince) : later(answeredAt, text(stateSince));
  return [{ ticketId, answered: waitingSince === null ? 1 : 0, since: waitingSince ?? rested, inbox, assigneeId }];
}

function volumeOf(entries: readonly PlainRow[]): readonly PlainRow[] {
  const rows = new Map<string, Record<string, string | number>>();
  for (const { kind, direction, automatic, occurredAt, channel, inbox } of entries) {
    if (kind === 'ticket') continue;
    const quarter = new Date(Math.floor(Date.parse(text(occurredAt)) / 900_000) * 900_000).toISOString();
    const key = { quarter, channel: text(channel), inbox: text(inbox) };
    const name = Object.values(key).join(' ');
    const row = rows.get(name) ?? { ...key, messages: 0, automatic: 0, replies: 0, calls: 0, outboundCalls: 0 };
    rows.set(name, row);
    const column = kind === 'call' ? (direction === 'in' ? 'calls' : 'outboundCalls') : kind === 'reply' ? 'replies' : 'messages'; // prettier-ignore
    row[column] = Number(row[column]) + 1;
    if (kind === 'message' && automatic !== 'no') row['automatic'] = Number(row['automatic']) + 1;
  }
  return [...rows.values()].sort(by('quarter', 'channel', 'inbox'));
}

/** The same columns of a page's rows, in the same order. */
export function likeThe(expected: readonly PlainRow[], page: readonly PlainRow[]): readonly PlainRow[] {
  const columns = Object.keys(expected[0] ?? {});
  const key = ['position', 'quarter', 'ticketId'].find((name) => columns.includes(name)) ?? '';
  const rows = page.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
  return rows.sort(columns.includes('quarter') ? by('quarter', 'channel', 'inbox') : by(key));
}

const by =
  (...columns: readonly string[]) =>
  (one: PlainRow, other: PlainRow): number => {
    for (const column of columns) {
      const [a, b] = [one[column] ?? '', other[column] ?? ''];
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
  };
