import { personOf } from '#domain';
import type { Link } from '#domain';
import type { PageWriter, RowOf } from '#read-store';
import { emptyCaseBase } from '../case-history/index.js';
import type { CaseBase, Item, KpiTicket } from '../case-history/index.js';
import { factsOf, goesOnWith } from '../derive/index.js';
import type { ConversationFacts, Tail } from '../derive/index.js';
import type { KpiFact } from '../facts/index.js';
import { conversations, facts, files, inboxes, items, links, tickets } from './kpi.tables.js';
import type { FactRow } from './kpi.tables.js';

/** A customer's file at hand: what it is made of, what follows from each conversation, and what is known of it now. */
export interface CaseFile extends CaseBase {
  /** In roll-ups; 0 while it has none. */
  number: number;
  readonly ticketNumbers: Map<string, number>;
  readonly derived: Map<string, ConversationFacts>;
  readonly known: Map<string, KnownFact>;
}

/** A fact that is known now: as it is kept, and as it stands in a roll-up, where that is at hand. */
export interface KnownFact {
  readonly row: FactRow;
  readonly measured: Int32Array | undefined;
}

/** What a batch will ask for: files of customers, and whether some items, by customer and id, are known. */
export interface Foreseen {
  readonly customerIds: readonly string[];
  readonly items: readonly (readonly [customerId: string, itemId: string])[];
}

/** How much stays at hand between batches: items and tickets of files, and conversations whose end is known. */
export interface ShelfRoom {
  readonly items: number;
  readonly tails: number;
}
const usualRoom: ShelfRoom = { items: 2_000, tails: 20_000 };

/**
 * The files, people and settings a batch works on, read from the pages when they are first asked for. What is at hand is
 * newer than the pages until the batch is written.
 */
export class CaseShelf {
  readonly #files = new Map<string, CaseFile>();
  readonly #neighbours = new Map<string, Set<string>>();
  readonly #silences = new Map<string, number | undefined>();
  /** How conversations end, by customer and conversation, also of files that are not at hand any more. */
  readonly #tails = new Map<string, Tail>();
  /** Items noted in this batch without their file. */
  readonly #unfiled = new Map<string, Map<string, Item>>();
  /** Items that were looked for in this batch, and are not in the pages. */
  readonly #missing = new Set<string>();

  constructor(
    private readonly pages: Pick<PageWriter, 'load' | 'loadWhere'>,
    private readonly room = usualRoom,
  ) {}

  /**
   * Reads all at once what a batch will ask for, as far as that can be foreseen: where pages lie in a database, one after
   * the other would each wait for it.
   */
  async prepare({ customerIds, items }: Foreseen): Promise<void> {
    const customers = [...new Set(customerIds)];
    const unread = customers.filter((customerId) => !this.#files.has(customerId));
    await Promise.all([
      ...unread.map(async (customerId) => this.#files.set(customerId, await this.#read(customerId))),
      ...customers.map((customerId) => this.#linkedTo(customerId)),
      ...items.map(([customerId, itemId]) => this.#lookFor(customerId, itemId)),
    ]);
  }

  /** Whether it is known how a conversation ends: its items may be taken on without the file. */
  knowsEnd(customerId: string, conversationId: string): boolean {
    return this.#tails.has(tailKey(customerId, conversationId));
  }

  async file(customerId: string): Promise<CaseFile> {
    const file = this.#files.get(customerId) ?? (await this.#read(customerId));
    this.#files.delete(customerId);
    this.#files.set(customerId, file);
    return file;
  }

  /** Derives one conversation of a file again; answers what followed from it before. */
  derive(file: CaseFile, conversationId: string): ConversationFacts | undefined {
    const before = file.derived.get(conversationId);
    const isHere = (each: { readonly conversationId: string }) => each.conversationId === conversationId;
    const parts = {
      customerId: file.customerId,
      channel: file.channels.get(conversationId) ?? '',
      items: [...file.items.values()].filter(isHere),
      tickets: [...file.tickets.values()].filter(isHere),
    };
    const { tail, ...facts } = factsOf(parts);
    file.derived.set(conversationId, facts);
    this.#endsWith(tailKey(file.customerId, conversationId), tail);
    return before;
  }

  /** Takes an item that changes no fact, without its file where that is not at hand. Whether it was such a one. */
  async takeOn(customerId: string, item: Item): Promise<boolean> {
    const key = tailKey(customerId, item.conversationId);
    const tail = this.#tails.get(key);
    if (tail === undefined || !goesOnWith(tail, item)) return false;
    if (await this.#isKnown(customerId, item.itemId)) return false;
    this.#endsWith(key, { ...tail, at: item.at });
    this.#standing(customerId).set(item.itemId, item);
    return true;
  }

  /** The items of a file; those of this batch where it is not at hand. */
  #standing(customerId: string): Map<string, Item> {
    const standing = this.#files.get(customerId)?.items ?? this.#unfiled.get(customerId) ?? new Map<string, Item>();
    if (!this.#files.has(customerId)) this.#unfiled.set(customerId, standing);
    return standing;
  }

  async #isKnown(customerId: string, itemId: string): Promise<boolean> {
    if (this.#standing(customerId).has(itemId)) return true;
    if (this.#files.has(customerId)) return false;
    return !this.#missing.has(tailKey(customerId, itemId)) && this.#lookFor(customerId, itemId);
  }

  /** Whether the pages hold an item. */
  async #lookFor(customerId: string, itemId: string): Promise<boolean> {
    const [row] = await this.pages.load(items, [[customerId, itemId]]);
    if (row === undefined) this.#missing.add(tailKey(customerId, itemId));
    return row !== undefined;
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

  /** After everything at hand was written: what takes much room goes, what was used last stays. */
  settle(): void {
    this.#unfiled.clear();
    this.#missing.clear();
    let room = this.room.items;
    for (const [customerId, { items, tickets }] of [...this.#files].reverse()) {
      room -= items.size + tickets.size;
      if (room < 0) this.#files.delete(customerId);
    }
    if (this.#neighbours.size > this.room.items) this.#neighbours.clear();
  }

  #endsWith(key: string, tail: Tail | undefined): void {
    this.#tails.delete(key);
    if (tail === undefined) return;
    this.#tails.set(key, tail);
    const [oldest] = this.#tails.keys();
    if (this.#tails.size > this.room.tails && oldest !== undefined) this.#tails.delete(oldest);
  }

  async #linkedTo(customerId: string): Promise<Set<string>> {
    const known = this.#neighbours.get(customerId);
    if (known !== undefined) return known;
    const where = (column: string) =>
      this.pages.loadWhere(links, column, customerId) as Promise<readonly RowOf<typeof links>[]>;
    const [firsts, seconds] = await Promise.all([where('secondCustomerId'), where('firstCustomerId')]);
    const found = new Set([
      ...firsts.map(({ firstCustomerId }) => firstCustomerId),
      ...seconds.map(({ secondCustomerId }) => secondCustomerId),
    ]);
    this.#neighbours.set(customerId, found);
    return found;
  }

  async #read(customerId: string): Promise<CaseFile> {
    const of = (table: Parameters<PageWriter['loadWhere']>[0]) => this.pages.loadWhere(table, 'customerId', customerId);
    const [[numbered], ...rows] = await Promise.all([
      this.pages.load(files, [[customerId]]) as Promise<readonly (RowOf<typeof files> | undefined)[]>,
      of(items) as Promise<readonly RowOf<typeof items>[]>,
      of(tickets) as Promise<readonly RowOf<typeof tickets>[]>,
      of(conversations) as Promise<readonly RowOf<typeof conversations>[]>,
      of(facts) as Promise<readonly FactRow[]>,
    ]);
    const file: CaseFile = {
      ...emptyCaseBase(customerId),
      ...{ number: numbered?.number ?? 0, ticketNumbers: new Map(), derived: new Map(), known: new Map() },
    };
    const [itemRows, ticketRows, conversationRows, factRows] = rows;
    for (const row of itemRows) file.items.set(row.itemId, JSON.parse(row.item) as Item);
    for (const [itemId, item] of this.#unfiled.get(customerId) ?? []) file.items.set(itemId, item);
    for (const row of ticketRows) {
      file.tickets.set(row.ticketId, JSON.parse(row.ticket) as KpiTicket);
      file.ticketNumbers.set(row.ticketId, row.number);
    }
    for (const row of conversationRows) file.channels.set(row.conversationId, row.channel);
    for (const row of factRows) file.known.set(row.factId, { row, measured: undefined });
    this.#deriveAll(file);
    return file;
  }

  #deriveAll(file: CaseFile): void {
    const standing = [...file.items.values(), ...file.tickets.values()].map(({ conversationId }) => conversationId);
    for (const conversationId of new Set(standing)) this.derive(file, conversationId);
  }
}

const tailKey = (customerId: string, conversationId: string): string => `${customerId} ${conversationId}`;

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
