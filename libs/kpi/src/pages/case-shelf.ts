import { personOf } from '#domain';
import type { Link } from '#domain';
import type { PageWriter, RowOf } from '#read-store';
import { emptyCaseBase } from '../case-history/index.js';
import type { CaseBase, Item, KpiTicket } from '../case-history/index.js';
import { factsOf } from '../derive/index.js';
import type { ConversationFacts } from '../derive/index.js';
import type { KpiFact } from '../facts/index.js';
import { conversations, facts, inboxes, items, links, tickets } from './kpi.tables.js';
import type { FactRow } from './kpi.tables.js';

/** A customer's file at hand: what it is made of, what follows from each conversation, and what is known of it now. */
export interface CaseFile extends CaseBase {
  readonly derived: Map<string, ConversationFacts>;
  readonly known: Map<string, FactRow>;
}

/** Items of files that stay at hand between batches. */
const mostItems = 50_000;

/**
 * The files, people and settings a batch works on, read from the pages when they are first asked for. What is at hand is
 * newer than the pages until the batch is written.
 */
export class CaseShelf {
  readonly #files = new Map<string, CaseFile>();
  readonly #neighbours = new Map<string, Set<string>>();
  readonly #silences = new Map<string, number | undefined>();

  constructor(private readonly pages: Pick<PageWriter, 'load' | 'loadWhere'>) {}

  async file(customerId: string): Promise<CaseFile> {
    const known = this.#files.get(customerId);
    if (known !== undefined) return known;
    const file = await this.#read(customerId);
    this.#files.set(customerId, file);
    return file;
  }

  /** The customers who are one person with this one, itself among them, in order. */
  async personOf(customerId: string): Promise<readonly string[]> {
    const reached = new Set([customerId]);
    const found: Link[] = [];
    for (const each of reached) {
      for (const other of await this.#linkedTo(each)) {
        reached.add(other);
        found.push([each, other]);
      }
    }
    return personOf(customerId, found);
  }

  /** Notes that two customers are one person from now on, or that they are not. */
  async link(first: string, second: string, isLinked: boolean): Promise<void> {
    const [ofFirst, ofSecond] = [await this.#linkedTo(first), await this.#linkedTo(second)];
    if (isLinked) {
      ofFirst.add(second);
      ofSecond.add(first);
    } else {
      ofFirst.delete(second);
      ofSecond.delete(first);
    }
  }

  /** Silence after which a message on this inbox is a new contact, in seconds; `undefined` where nobody connected it. */
  async silenceOf(inbox: string): Promise<number | undefined> {
    if (this.#silences.has(inbox)) return this.#silences.get(inbox);
    const [row] = (await this.pages.load(inboxes, [[inbox]])) as readonly (RowOf<typeof inboxes> | undefined)[];
    this.#silences.set(inbox, row?.silenceSeconds);
    return row?.silenceSeconds;
  }

  setSilence(inbox: string, seconds: number): void {
    this.#silences.set(inbox, seconds);
  }

  /** After everything at hand was written: what takes much room goes. */
  settle(): void {
    const total = [...this.#files.values()].reduce((sum, file) => sum + file.items.size + file.tickets.size, 0);
    if (total <= mostItems) return;
    this.#files.clear();
    this.#neighbours.clear();
  }

  async #linkedTo(customerId: string): Promise<Set<string>> {
    const known = this.#neighbours.get(customerId);
    if (known !== undefined) return known;
    const firsts = (await this.pages.loadWhere(links, 'secondCustomerId', customerId)) as RowOf<typeof links>[];
    const seconds = (await this.pages.loadWhere(links, 'firstCustomerId', customerId)) as RowOf<typeof links>[];
    const found = new Set([
      ...firsts.map(({ firstCustomerId }) => firstCustomerId),
      ...seconds.map(({ secondCustomerId }) => secondCustomerId),
    ]);
    this.#neighbours.set(customerId, found);
    return found;
  }

  async #read(customerId: string): Promise<CaseFile> {
    const file: CaseFile = { ...emptyCaseBase(customerId), derived: new Map(), known: new Map() };
    const of = (table: Parameters<PageWriter['loadWhere']>[0]) => this.pages.loadWhere(table, 'customerId', customerId);
    for (const row of (await of(items)) as RowOf<typeof items>[])
      file.items.set(row.itemId, JSON.parse(row.item) as Item);
    for (const row of (await of(tickets)) as RowOf<typeof tickets>[]) {
      file.tickets.set(row.ticketId, JSON.parse(row.ticket) as KpiTicket);
    }
    for (const row of (await of(conversations)) as RowOf<typeof conversations>[]) {
      file.channels.set(row.conversationId, row.channel);
    }
    for (const row of (await of(facts)) as FactRow[]) file.known.set(row.factId, row);
    deriveAll(file);
    return file;
  }
}

/** Derives one conversation of a file again; answers what followed from it before. */
export function derive(file: CaseFile, conversationId: string): ConversationFacts | undefined {
  const before = file.derived.get(conversationId);
  const isHere = (each: { readonly conversationId: string }) => each.conversationId === conversationId;
  const parts = {
    customerId: file.customerId,
    channel: file.channels.get(conversationId) ?? '',
    items: [...file.items.values()].filter(isHere),
    tickets: [...file.tickets.values()].filter(isHere),
  };
  file.derived.set(conversationId, factsOf(parts));
  return before;
}

function deriveAll(file: CaseFile): void {
  const standing = [...file.items.values(), ...file.tickets.values()].map(({ conversationId }) => conversationId);
  for (const conversationId of new Set(standing)) derive(file, conversationId);
}

/** A fact as it is kept. */
export const rowOf = (fact: KpiFact, knownFrom: number): FactRow => ({
  factId: fact.factId,
  knownFrom,
  kind: fact.kind,
  customerId: fact.customerId,
  ticketId: fact.ticketId,
  at: fact.at,
  until: fact.kind === 'span' ? (fact.end ?? '9') : '9',
  fact: JSON.stringify(fact),
});
