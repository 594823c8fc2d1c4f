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

  constructor(
    private readonly pages: Pick<PageWriter, 'load' | 'loadWhere'>,
    private readonly room = usualRoom,
  ) {}

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
    const [row] = await this.pages.load(items, [[customerId, itemId]]);
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
    const [numbered] = (await this.pages.load(files, [[customerId]])) as readonly (RowOf<typeof files> | undefined)[];
    const file: CaseFile = {
      ...emptyCaseBase(customerId),
      ...{ number: numbered?.number ?? 0, ticketNumbers: new Map(), derived: new Map(), known: new Map() },
    };
    const of = (table: Parameters<PageWriter['loadWhere']>[0]) => this.pages.loadWhere(table, 'customerId', customerId);
    for (const row of (await of(items)) as RowOf<typeof items>[])
      file.items.set(row.itemId, JSON.parse(row.item) as Item);
    for (const [itemId, item] of this.#unfiled.get(customerId) ?? []) file.items.set(itemId, item);
    for (const row of (await of(tickets)) as RowOf<typeof tickets>[]) {
      file.tickets.set(row.ticketId, JSON.parse(row.ticket) as KpiTicket);
      file.ticketNumbers.set(row.ticketId, row.number);
    }
    for (const row of (await of(conversations)) as RowOf<typeof conversations>[]) {
      file.channels.set(row.conversationId, row.channel);
    }
    for (const row of (await of(facts)) as FactRow[]) {
      file.known.set(row.factId, { row, measured: undefined });
    }
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
