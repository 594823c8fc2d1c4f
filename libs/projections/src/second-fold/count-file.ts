import type { RecordedEvent } from '#event-log';
import type { Row } from '#read-store';
import { volume } from '../volume/index.js';
import { workload } from '../workload/index.js';
import { FileByRules } from './cards-by-rules.js';
import { Sums } from './sums.js';
import type { Summand } from './sums.js';

/** What a file adds to the sums of all; `doubtful`: it may be otherwise. */
export interface FileSums {
  readonly sure: Iterable<Summand>;
  readonly doubtful: Iterable<Summand>;
}

const nothingSaid = { messages: 0, automatic: 0, replies: 0, calls: 0, outboundCalls: 0 };
type Said = Row;

/**
 * Counts what was said in one file, and what its agents have at hand, from its clear facts alone: other code than what the
 * pages are copied by. Given its events in their order, some at a time.
 */
export class FileCount {
  readonly #rules: FileByRules;
  readonly #said = new Sums();
  /** What each message and call was counted as: one that leaves takes it along. */
  readonly #counted = new Map<string, Said[]>();
  /** The channel of each conversation is that of what came first into it. */
  readonly #channels = new Map<string, string>();
  readonly #agentIds = new Set<string>();

  constructor(customerId: string) {
    this.#rules = new FileByRules(customerId);
  }

  take(events: readonly RecordedEvent[]): void {
    this.#rules.take(events);
    for (const event of events) this.#count(event);
  }

  sums(): FileSums {
    const cards = this.#rules.cards();
    const load = [...this.#agentIds].map((agentId) => ({ agentId, new: 0, open: 0, pending: 0, snoozed: 0 }));
    if (cards === undefined) return { sure: this.#said.all(), doubtful: load.map((row) => ({ table: workload, row })) };
    const states = new Map(load.map((row): [string, Record<string, string | number>] => [row.agentId, row]));
    for (const { assigneeId, state } of cards) {
      const row = states.get(assigneeId ?? '');
      if (row !== undefined && state in row) row[state] = Number(row[state]) + 1;
    }
    const carried = [...states.values()].map((row) => ({ table: workload, row }));
    return { sure: [...this.#said.all(), ...carried], doubtful: [] };
  }

  #count({ type, clear, occurredAt }: RecordedEvent): void {
    const field = (name: string) => String(clear[name] ?? '');
    switch (type) {
      case 'MessageReceived':
      case 'MessageTransferredIn':
        this.#begin(field('conversationId'), field('channel'));
        return this.#came(field('messageId'), { ...placeOf(occurredAt, field('channel'), field('inbox')), messages: 1, automatic: field('automatic') === 'no' ? 0 : 1 }); // prettier-ignore
      case 'CallLogged': {
        this.#begin(field('conversationId'), 'phone');
        const calls = field('direction') === 'inbound' ? { calls: 1 } : { outboundCalls: 1 };
        return this.#came(field('messageId'), { ...placeOf(occurredAt, 'phone', field('inbox')), ...calls });
      }
      case 'ReplyWritten': {
        const channel = this.#channels.get(field('conversationId')) ?? '';
        return this.#add({ ...placeOf(occurredAt, channel, field('inbox')), replies: 1 });
      }
      case 'TicketOpened':
        return this.#begin(field('conversationId'), field('channel'));
      case 'TicketAssigned':
        return void this.#agentIds.add(field('agentId'));
      case 'MessageMoved':
        return this.#moved(field('messageId'), field('fromConversationId'), field('conversationId'));
      case 'MessageTransferredOut':
        return this.#left(field('messageId'));
    }
  }

  #begin(conversationId: string, channel: string): void {
    if (!this.#channels.has(conversationId)) this.#channels.set(conversationId, channel);
  }

  #came(messageId: string, said: Said): void {
    this.#counted.set(messageId, [...(this.#counted.get(messageId) ?? []), said]);
    this.#add(said);
  }

  /** A conversation made for a moved message is of the channel of the one it leaves. */
  #moved(messageId: string, from: string, to: string): void {
    const [said] = this.#counted.get(messageId) ?? [];
    if (said !== undefined) this.#begin(to, this.#channels.get(from) ?? String(said['channel']));
  }

  #left(messageId: string): void {
    const [said, ...others] = this.#counted.get(messageId) ?? [];
    if (said === undefined) return;
    this.#counted.set(messageId, others);
    this.#add(Object.fromEntries(Object.entries(said).map(([column, count]) => [column, typeof count === 'number' ? -count : count]))); // prettier-ignore
  }

  #add(row: Said): void {
    this.#said.add({ table: volume, row });
  }
}

const quarterMs = 15 * 60_000;

const placeOf = (at: string, channel: string, inbox: string) => ({
  quarter: new Date(Math.floor(Date.parse(at) / quarterMs) * quarterMs).toISOString(),
  channel,
  inbox,
  ...nothingSaid,
});
