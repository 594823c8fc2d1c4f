import { eventKindOf } from '#domain';
import type { CustomerFileEvent, InboxEvent, LinkEvent, MessageReceived } from '#domain';
import type { ClearEvent } from '#event-log';
import { EventNotFolded, UnknownEventType } from '#projections';
import type { Copying } from '#projections';
import type { PageMark, PageWriter } from '#read-store';
import { messageItem, take, usualSilenceSeconds } from '../case-history/index.js';
import type { Placed, Touched } from '../case-history/index.js';
import { withNeighbours } from '../derive/index.js';
import type { ConversationFacts } from '../derive/index.js';
import type { KpiFact } from '../facts/index.js';
import { CaseShelf } from './case-shelf.js';
import type { CaseFile, Foreseen, ShelfRoom } from './case-shelf.js';
import { FactBook } from './fact-book.js';
import { GatheredChanges } from './gathered-changes.js';
import { conversations, inboxes, items, links, tickets } from './kpi.tables.js';

/** Rows gathered before a rebuild writes them. */
const muchRows = 20_000;

/**
 * Copies the log into the pages of KPIs. After every single event the facts that follow from it are derived again and
 * what differs is noted: the old fact ends there, the new one begins. So what was known at a position follows from the
 * events up to it alone, in whatever batches they came.
 *
 * Cost of an event: linear in the conversation it touches, and in the contacts of its person where a contact changes; a
 * link costs what stands in the files it joins or parts.
 * Errors: as `Copying`; `UnknownEventType`, `EventNotFolded`.
 */
export class KpiCopyist implements Copying<ClearEvent> {
  readonly #shelf: CaseShelf;
  readonly #book: FactBook;
  readonly #changes = new GatheredChanges();
  #folded: PageMark;

  constructor(
    private readonly writer: PageWriter,
    room?: ShelfRoom,
  ) {
    this.#shelf = new CaseShelf(writer, room);
    this.#book = new FactBook(this.#shelf, this.#changes, writer);
    this.#folded = writer.mark;
  }

  get position(): bigint {
    return this.#folded.position;
  }

  get isFull(): boolean {
    return this.#changes.rows >= muchRows || this.#book.isFull;
  }

  async fold(events: readonly ClearEvent[], upTo: PageMark | undefined = events.at(-1)): Promise<void> {
    await this.#shelf.prepare(this.#foreseen(events));
    for (const event of events) await this.#foldEvent(event).catch((fault: unknown) => blame(event, fault));
    if (upTo !== undefined) this.#folded = { position: upTo.position, hash: upTo.hash };
  }

  async write(): Promise<void> {
    if (this.position === this.writer.mark.position) return;
    this.#book.close();
    await this.writer.commit(this.#changes.all(), this.#folded);
    this.#changes.clear();
    this.#shelf.settle();
    this.#book.settle();
  }

  /** Messages of conversations whose end is known mostly need no file: it is only asked whether they came before. */
  #foreseen(events: readonly ClearEvent[]): Foreseen {
    const [customerIds, items]: [string[], [string, string][]] = [[], []];
    for (const { type, stream, clear } of events) {
      const customerId = idOf(stream);
      if (type === 'MessageReceived' && this.#shelf.knowsEnd(customerId, String(clear['conversationId'])))
        items.push([customerId, String(clear['messageId'])]);
      else if (eventKindOf(type)?.stream === 'customer') customerIds.push(customerId);
    }
    return { customerIds, items };
  }

  async #foldEvent(event: ClearEvent): Promise<void> {
    const placed = { ...event, place: Number(event.position) };
    switch (eventKindOf(event.type)?.stream) {
      case 'customer':
        return this.#foldCustomer(placed as unknown as Placed<CustomerFileEvent>);
      case 'link':
        return this.#foldLink(placed as unknown as Placed<LinkEvent>);
      case 'inbox':
        return this.#foldInbox(placed as unknown as Placed<InboxEvent>);
      case undefined:
        throw new UnknownEventType(event.type, event.position);
      case 'handle':
      case 'agent':
      case 'team':
      case 'policy':
      case 'pages':
        return;
    }
  }

  async #foldCustomer(event: Placed<CustomerFileEvent>): Promise<void> {
    const silence = 'inbox' in event.clear ? await this.#shelf.silenceOf(event.clear.inbox) : undefined;
    const silenceOf = (_: string, channel: string) => silence ?? usualSilenceSeconds(channel);
    if (event.type === 'MessageReceived' && (await this.#takeOn(event, silenceOf('', event.clear.channel)))) return;
    const file = await this.#shelf.file(idOf(event.stream));
    const touched = take(file, event, silenceOf);
    if (touched.conversationIds.length === 0) return;
    await this.#keep(file, touched);
    const conversationIds = [...new Set(touched.conversationIds)];
    const before = conversationIds.map((conversationId) => this.#shelf.derive(file, conversationId) ?? nothingYet);
    const after = conversationIds.map((conversationId) => file.derived.get(conversationId) ?? nothingYet);
    const person = await this.#personOf(file.customerId);
    await this.#endMissing(file, before, after, event.place);
    await this.#book.know(othersOf(person, after), event.place);
    const contacts = (facts: readonly ConversationFacts[]) => JSON.stringify(facts.map((each) => each.contacts));
    if (contacts(before) !== contacts(after)) await this.#book.know(contactsOf(person), event.place);
  }

  /** Most messages of a long conversation follow another that waits: they are noted, and nothing is derived again. */
  async #takeOn(event: Placed<MessageReceived>, silenceSeconds: number): Promise<boolean> {
    const [customerId, item] = [idOf(event.stream), messageItem(event, silenceSeconds)];
    if (!(await this.#shelf.takeOn(customerId, item))) return false;
    this.#changes.put(items, { customerId, itemId: item.itemId, item: JSON.stringify(item) });
    return true;
  }

  async #foldLink({ type, clear, place }: Placed<LinkEvent>): Promise<void> {
    if (type === 'SuggestionDismissed') return;
    const { firstCustomerId, secondCustomerId } = clear;
    const isLinked = type === 'CustomersMerged';
    if (isLinked) this.#changes.put(links, { firstCustomerId, secondCustomerId });
    else this.#changes.drop(links, firstCustomerId, secondCustomerId);
    await this.#shelf.link(firstCustomerId, secondCustomerId, isLinked);
    for (const customerId of [firstCustomerId, secondCustomerId]) {
      const person = await this.#personOf(customerId);
      const others = othersOf(
        person,
        person.flatMap((file) => [...file.derived.values()]),
      );
      await this.#book.know([...contactsOf(person), ...others], place);
    }
  }

  async #foldInbox({ type, clear, stream }: Placed<InboxEvent>): Promise<void> {
    if (type !== 'InboxConnected') return;
    const { silenceSeconds } = clear;
    this.#shelf.setSilence(idOf(stream), silenceSeconds);
    this.#changes.put(inboxes, { inbox: idOf(stream), silenceSeconds });
  }

  async #keep(file: CaseFile, { itemId, ticketId, conversationIds }: Touched): Promise<void> {
    const { customerId } = file;
    if (itemId !== undefined) {
      const item = file.items.get(itemId);
      if (item === undefined) this.#changes.drop(items, customerId, itemId);
      else this.#changes.put(items, { customerId, itemId, item: JSON.stringify(item) });
    }
    const ticket = ticketId === undefined ? undefined : file.tickets.get(ticketId);
    if (ticket !== undefined) {
      const number = await this.#book.ticketNumber(file, ticket.ticketId);
      this.#changes.put(tickets, { customerId, ticketId: ticket.ticketId, number, ticket: JSON.stringify(ticket) });
    }
    for (const conversationId of conversationIds) {
      const channel = file.channels.get(conversationId);
      if (channel !== undefined) this.#changes.put(conversations, { customerId, conversationId, channel });
    }
  }

  /** The files of one person, the one it is named by first. */
  async #personOf(customerId: string): Promise<readonly CaseFile[]> {
    const files: CaseFile[] = [];
    for (const each of await this.#shelf.personOf(customerId)) files.push(await this.#shelf.file(each));
    return files;
  }

  async #endMissing(
    file: CaseFile,
    before: readonly ConversationFacts[],
    after: readonly ConversationFacts[],
    place: number,
  ): Promise<void> {
    const still = new Set(after.flatMap(factIdsOf));
    for (const factId of before.flatMap(factIdsOf)) if (!still.has(factId)) await this.#book.end(file, factId, place);
  }
}

/** Begins copying KPIs into these pages. */
export const kpiCopyist = (writer: PageWriter): KpiCopyist => new KpiCopyist(writer);

const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** What the code stumbles over is the event's fault; stores have classes and codes of their own. */
const stumbles: readonly string[] = ['TypeError', 'RangeError', 'SyntaxError'];

function blame(event: ClearEvent, fault: unknown): never {
  if (fault instanceof Error && stumbles.includes(fault.name)) throw new EventNotFolded(event, fault);
  throw fault;
}

const nothingYet: ConversationFacts = { contacts: [], others: [] };

const factIdsOf = ({ contacts, others }: ConversationFacts): readonly string[] =>
  [...contacts, ...others].map(({ factId }) => factId);

/** The person is named by the first of its files. */
const personIdOf = (person: readonly CaseFile[]): string => person[0]?.customerId ?? '';

const contactsOf = (person: readonly CaseFile[]): readonly KpiFact[] =>
  withNeighbours(
    personIdOf(person),
    person.flatMap((file) => [...file.derived.values()].flatMap(({ contacts }) => contacts)),
  );

const othersOf = (person: readonly CaseFile[], derived: readonly ConversationFacts[]): readonly KpiFact[] =>
  derived.flatMap(({ others }) => others.map((fact) => ({ ...fact, personId: personIdOf(person) })));
