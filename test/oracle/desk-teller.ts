import type { Actor, AnyFact, LinkEvent } from '#domain';
import { fact } from '#domain/testing';
import type { RecordedEvent } from '#event-log';
import { History } from '#projections/testing';
import type { Act, Happening } from './happening.js';

const customers = ['ann', 'bob', 'cid', 'dan', 'eve'] as const;
const agents = ['ali', 'mona', 'sara'] as const;
const inboxes = ['mail', 'web', 'line'] as const;
const channels = ['email', 'chat', 'social', 'phone'] as const;
const handleClasses = ['personal', 'personal', 'personal', 'shared', 'none'] as const;
const outcomes = ['answered', 'answered', 'missed', 'abandoned', 'busy', 'failed', 'voicemail'] as const;
const priorities = ['low', 'normal', 'high', 'urgent'] as const;
const tags = ['topic:parcel', 'topic:bill', 'vip', 'late'] as const;
const desk: readonly Actor[] = [
  { class: 'agent', id: 'ali' },
  { class: 'agent', id: 'mona' },
  { class: 'automation', id: 'rule' },
  { class: 'system', id: 'timekeeper' },
];

const minute = 60_000;

type Said<Type extends AnyFact['type']> = Parameters<typeof fact<Type>>[1];

/** An item or a ticket of a file, and the conversation it began in. */
interface Placed {
  readonly id: string;
  readonly conversationId: string;
}

/** Tells what happens as the facts a desk would record of it, and at times of what follows from it. */
export class DeskTeller {
  readonly #history = new History();
  readonly #messages = new Map<string, Placed[]>();
  readonly #tickets = new Map<string, Placed[]>();
  #clock: number;
  #now: Happening = { act: 'message', who: 0, pick: 0, gap: 0, late: 0 };

  constructor(begins: number) {
    this.#clock = begins;
  }

  get events(): readonly RecordedEvent[] {
    return this.#history.events;
  }

  tell(happening: Happening): void {
    this.#clock += happening.gap;
    this.#now = happening;
    this.#acts[happening.act]();
  }

  readonly #acts: Readonly<Record<Act, () => void>> = {
    message: () => this.#followUp(this.#message(`m${this.#count}`, this.#conversation)),
    'message again': () => {
      const known = this.#one(this.#messages);
      if (known) this.#message(known.id, this.#now.pick % 2 === 0 ? known.conversationId : this.#conversation);
    },
    call: () => this.#call(),
    'imported opening': () =>
      this.#open(
        'import',
        { channel: chosen(channels, this.#now.pick), handleClass: chosen(handleClasses, this.#now.pick >> 2) },
        this.#conversation,
        chosen([undefined, undefined, { class: 'agent', id: 'ali' }], this.#now.pick >> 4),
      ),
    reply: () => this.#reply({ class: 'agent', id: chosen(agents, this.#now.pick) }),
    'bot reply': () => this.#reply({ class: 'bot', id: 'greeter' }),
    assign: () =>
      this.#onTicket((on) =>
        fact('TicketAssigned', { ...on, agentId: chosen(agents, this.#now.pick >> 3), claimed: true }),
      ),
    release: () =>
      this.#onTicket((on) => fact('TicketUnassigned', { ...on, agentId: chosen(agents, this.#now.pick >> 3) })),
    'hand over': () =>
      this.#onTicket((on) => fact('TicketHandedOver', { ...on, teamId: `team${this.#now.pick % 2}`, ...this.#from })),
    prioritise: () =>
      this.#onTicket((on) => fact('TicketPrioritised', { ...on, priority: chosen(priorities, this.#now.pick >> 3) })),
    tag: () => this.#onTicket((on) => fact('TicketTagged', { ...on, tag: chosen(tags, this.#now.pick >> 3) })),
    untag: () => this.#onTicket((on) => fact('TicketUntagged', { ...on, tag: chosen(tags, this.#now.pick >> 3) })),
    classify: () => this.#onTicket((on) => fact('TicketClassified', { ...on, topic: `topic${this.#now.pick % 2}` })),
    resolve: () => this.#onTicket((on) => fact('TicketResolved', on)),
    reopen: () => this.#onTicket((on) => fact('TicketReopened', { ...on, cause: 'command' })),
    close: () => this.#onTicket((on) => fact('TicketClosed', on)),
    survey: () => this.#onTicket((on) => fact('SurveyAnswered', { ...on, solved: this.#now.pick % 3 > 0 })),
    'mark as spam': () => this.#onTicket((on) => fact('MarkedAsSpam', on)),
    'remove spam mark': () => this.#onTicket((on) => fact('SpamMarkRemoved', on)),
    'set aside': () =>
      this.#onTicket((on) => fact(chosen(['TicketPending', 'TicketSnoozed', 'TicketWoken'], this.#now.pick), on)),
    move: () => {
      const moved = this.#one(this.#messages);
      const [messageId, fromConversationId] = [moved?.id ?? '', moved?.conversationId ?? ''];
      if (moved) this.#tellFact('MessageMoved', { messageId, fromConversationId, conversationId: this.#conversation });
    },
    transfer: () => this.#transfer(),
    erase: () => this.#tellFact('CustomerErased', { cause: 'command' }),
    merge: () => this.#link('CustomersMerged'),
    unmerge: () => this.#link('CustomersUnmerged'),
    dismiss: () => this.#link('SuggestionDismissed'),
    exchange: () => this.#story('message', 'reply', 'message', 'reply'),
    'solved call': () => this.#story('call', 'resolve'),
    'asked after': () => this.#story('resolve', 'survey'),
    'connect inbox': () => {
      const silenceSeconds = chosen([3600, 86_400, 259_200], this.#now.pick >> 2);
      const stream = `inbox-${chosen(inboxes, this.#now.pick)}`;
      this.#history.record('InboxConnected', { silenceSeconds }, { stream, occurredAt: this.#at });
    },
  };

  /** What chance alone hardly ever brings together: one after the other, at once or within minutes. */
  #story(...acts: readonly Act[]): void {
    const told = this.#now;
    for (const [place, act] of acts.entries()) {
      const gap = place === 0 ? 0 : chosen([0, 1, 5 * minute, 20 * minute], told.pick >> place);
      this.tell({ ...told, act, gap });
    }
  }

  get #count(): number {
    return this.events.length + 1;
  }
  get #customer(): string {
    return chosen(customers, this.#now.who);
  }
  get #at(): string {
    return new Date(this.#clock - this.#now.late).toISOString();
  }
  get #conversation(): string {
    return `${this.#customer}.c${(this.#now.pick % 3) + 1}`;
  }
  get #from(): { readonly fromAgentId?: string } {
    return this.#now.pick % 3 === 0 ? {} : { fromAgentId: chosen(agents, this.#now.pick >> 3) };
  }

  /** One of what this customer has; the last more often than others. */
  #one(all: ReadonlyMap<string, readonly Placed[]>): Placed | undefined {
    const own = all.get(this.#customer) ?? [];
    return this.#now.pick % 4 === 0 ? own[(this.#now.pick >> 4) % Math.max(1, own.length)] : own.at(-1);
  }

  #message(messageId: string, conversationId: string): Placed {
    this.#tellFact('MessageReceived', { messageId, conversationId, ...this.#written(conversationId) });
    return keep(this.#messages, this.#customer, { id: messageId, conversationId });
  }

  /** How a message came: conversations have a channel each, messages may say they are of another. */
  #written(conversationId: string): Said<'MessageReceived'> {
    const { pick } = this.#now;
    return {
      inbox: chosen(inboxes, pick >> 5),
      channel: chosen(channels.slice(0, 3), conversationId.length + Number(conversationId.at(-1)) + Number(pick % 5 === 0)),
      handleClass: chosen(handleClasses, pick >> 2),
      body: pick % 17 === 0 ? 'reaction' : 'text',
      automatic: pick % 11 === 0 ? 'auto-reply' : 'no',
      language: chosen(['', 'ar', 'en'], pick >> 3),
    }; // prettier-ignore
  }

  #call(): void {
    const { pick } = this.#now;
    const [id, conversationId, startedAt] = [`m${this.#count}`, this.#conversation, this.#at];
    const talkedSeconds = pick % 900;
    const endedAt = new Date(Date.parse(startedAt) + talkedSeconds * 1000).toISOString();
    const direction = pick % 4 === 0 ? 'outbound' : 'inbound';
    const handle = { inbox: 'line', handleClass: chosen(handleClasses, pick >> 2) };
    const times = { startedAt, endedAt, talkedSeconds, direction, outcome: chosen(outcomes, pick >> 3) } as const;
    this.#tellFact('CallLogged', { messageId: id, conversationId, ...handle, ...times });
    this.#legs(id, conversationId, endedAt);
    this.#followUp(keep(this.#messages, this.#customer, { id, conversationId }));
  }

  /** Where else the call rang, in no order; some talk at the same time. */
  #legs(messageId: string, conversationId: string, around: string): void {
    const { pick } = this.#now;
    for (let leg = 1; leg <= (pick >> 6) % 3; leg += 1) {
      const endedAt = new Date(Date.parse(around) + ((pick * leg) % 1201) * 1000 - 600_500).toISOString();
      const told = {
        outcome: chosen(outcomes, (pick >> 4) + leg),
        endedAt,
        talkedSeconds: (pick >> leg) % 400,
      } as const;
      this.#tellFact('CallLegLogged', { legId: `l${this.#count}`, messageId, conversationId, ...told });
    }
  }

  /** What a message or a call may lead to: a ticket, or that the last one is open again. */
  #followUp({ id, conversationId }: Placed): void {
    const last = this.#tickets.get(this.#customer)?.findLast((ticket) => ticket.conversationId === conversationId);
    if (last === undefined || this.#now.pick % 5 === 0) this.#open(id, {}, conversationId);
    else if (this.#now.pick % 5 === 1) this.#tellFact('TicketReopened', { ticketId: last.id, cause: id });
  }

  #open(cause: string, said: Said<'TicketOpened'>, conversationId = this.#conversation, by?: Actor): void {
    const id = `${this.#customer}.${(this.#tickets.get(this.#customer)?.length ?? 0) + 1}`;
    const team = this.#now.pick % 3 === 0 ? { teamId: 'team0' } : {};
    const inbox = chosen(inboxes, this.#now.pick >> 5);
    this.#keep(fact('TicketOpened', { ticketId: id, conversationId, inbox, cause, ...team, ...said }), by);
    keep(this.#tickets, this.#customer, { id, conversationId });
  }

  #reply(actor: Actor): void {
    const ticket = this.#one(this.#tickets);
    if (ticket === undefined) return;
    const id = `r${this.#count}`;
    const { conversationId } = ticket;
    this.#keep(fact('ReplyWritten', { messageId: id, conversationId, ticketId: ticket.id, inbox: 'mail' }), actor);
    if (this.#now.pick % 7 === 0) keep(this.#messages, this.#customer, { id, conversationId });
  }

  #onTicket(about: (on: { readonly ticketId: string }) => AnyFact): void {
    const ticket = this.#one(this.#tickets);
    if (ticket) this.#keep(about({ ticketId: ticket.id }), chosen(desk, this.#now.pick));
  }

  /** A message goes to the file of another; at times it has not arrived there yet. */
  #transfer(): void {
    const [moved, { pick }] = [this.#one(this.#messages), this.#now];
    const [from, to] = [this.#customer, chosen(customers, this.#now.who + 1 + (pick % 3))];
    if (moved?.id.startsWith('m') !== true) return;
    const transfer = { messageId: moved.id, transferId: `t${this.#count}` };
    this.#tellFact('MessageTransferredOut', { ...transfer, toCustomerId: to, conversationId: moved.conversationId });
    if (pick % 6 === 0) return;
    const conversationId = `${to}.c${(pick % 3) + 1}`;
    const arrived = { ...transfer, conversationId, ...this.#written(conversationId), fromCustomerId: from };
    const occurredAt = pick % 2 === 0 ? this.#at : (this.#instantOf(moved.id) ?? this.#at);
    this.#history.record('MessageTransferredIn', arrived, { stream: `customer-${to}`, occurredAt });
    keep(this.#messages, to, { id: moved.id, conversationId });
  }

  #instantOf(messageId: string): string | undefined {
    return this.events.find(({ clear }) => clear['messageId'] === messageId)?.occurredAt;
  }

  #link(type: LinkEvent['type']): void {
    const pair = [this.#customer, chosen(customers, this.#now.who + 1 + (this.#now.pick % 4))].sort();
    const [firstCustomerId = '', secondCustomerId = ''] = pair;
    const occasion = { stream: `link-${pair.join('-')}`, occurredAt: this.#at };
    this.#history.record(type, { firstCustomerId, secondCustomerId }, occasion);
  }

  #tellFact<Type extends AnyFact['type']>(type: Type, said: Said<Type>): void {
    this.#keep(fact(type, said));
  }

  #keep(told: AnyFact, actor?: Actor): void {
    const occasion = { stream: `customer-${this.#customer}`, occurredAt: this.#at };
    this.#history.keep(told, actor === undefined ? occasion : { ...occasion, actor });
  }
}

const chosen = <Value>(all: readonly Value[], pick: number): Value => all[pick % all.length] as Value;

function keep(all: Map<string, Placed[]>, customerId: string, placed: Placed): Placed {
  all.set(customerId, [...(all.get(customerId) ?? []), placed]);
  return placed;
}
