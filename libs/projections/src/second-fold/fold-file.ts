import type { EventLogReader, RecordedEvent } from '#event-log';
import type { Row, Table } from '#read-store';
import { customerFileProjection } from '../customer-file/index.js';
import { deliveries } from '../deliveries/index.js';
import { idOf } from '../projection/index.js';
import type { Opener, Pages } from '../projection/index.js';
import { inBounds } from '../projector/batches.js';
import { Copyist } from '../projector/copyist.js';
import { search } from '../search/index.js';
import { tickets } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { FileByRules } from './cards-by-rules.js';
import { emptyPages } from './empty-pages.js';
import { keyIn } from './expected-row.js';
import type { ExpectedRow } from './expected-row.js';
import { eventsOf } from './file-events.js';
import { entriesOf } from './fold-stretch.js';
import type { PlaceOf } from './places-in-log.js';

/** What a file is folded with. */
export interface FileFold {
  readonly log: EventLogReader;
  readonly opener: Opener;
  /** Events behind this one are left out. */
  readonly upTo: bigint;
  readonly placeOf: PlaceOf;
  /** Ids of events that people decided to do without. */
  readonly dropped: ReadonlySet<string>;
  /** Events of a file that are folded together at most. */
  readonly mostEvents: number;
}

/** A file looked through once: its tickets as the rules know them, and its events while they are few. */
interface Looked {
  readonly byRules: FileByRules;
  readonly events: readonly RecordedEvent[] | undefined;
  /** Messages that went to other customers. */
  readonly gone: ReadonlySet<string>;
  /** Where the customer was erased; `0n`: nowhere. */
  readonly erasedAt: bigint;
}

/**
 * The rows of one customer's file, some at a time, folded from its stream alone: in memory, from nothing, with no row read
 * back from anywhere; and its tickets once more as the rules know them. Of a file of more than `mostEvents` these cards, and
 * its entries with their words, stretch by stretch: what other stretches decide about an entry is left out. Nothing at all of
 * a file that was erased since (the pages still show words whose keys are gone), and of one that people dropped an event of.
 */
export async function* foldFile(job: FileFold, stream: string): AsyncGenerator<readonly ExpectedRow[]> {
  const looked = await lookThrough(job, stream);
  if (looked === undefined) return;
  const cards = looked.byRules.cards() ?? [];
  yield cards.map((row) => ({ stream, table: tickets, key: [row.ticketId], row }));
  if (looked.events) yield [...rowsIn(await folded(job, looked.events), stream)];
  else yield* inStretches(job, stream, looked);
}

async function lookThrough(job: FileFold, stream: string): Promise<Looked | undefined> {
  const { upTo, dropped, mostEvents } = job;
  const [byRules, gone] = [new FileByRules(idOf(stream)), new Set<string>()];
  let [events, erasedAt]: [RecordedEvent[] | undefined, bigint] = [[], 0n];
  for await (const read of eventsOf(job, stream)) {
    for (const { id, type, clear, position } of read) {
      if (dropped.has(id)) return undefined;
      if (type === 'MessageTransferredOut') gone.add(String(clear['messageId']));
      if (type === 'CustomerErased') erasedAt = position;
    }
    if (erasedAt > upTo) return undefined;
    const known = read.filter(({ position }) => position <= upTo);
    byRules.take(known);
    events?.push(...known);
    if (events && events.length > mostEvents) events = undefined;
  }
  return { byRules, events, gone, erasedAt };
}

async function folded({ opener }: FileFold, events: readonly RecordedEvent[]): Promise<Pages> {
  const copyist = new Copyist(emptyPages, opener);
  for (const batch of inBounds(events)) await copyist.fold(batch);
  return copyist.pages;
}

async function* inStretches(job: FileFold, stream: string, file: Looked): AsyncGenerator<readonly ExpectedRow[]> {
  for await (const read of eventsOf(job, stream)) {
    const known = read.filter(({ position }) => position <= job.upTo);
    yield entriesOf(await folded(job, known), { ...file, stream });
  }
}

/**
 * Those whose rows belong to one file: sums are of all of them, and what became of a reply is told by whichever file its
 * report came into.
 */
const tables = customerFileProjection.tables.filter((table) => table.kind !== 'sums' && table !== deliveries);

function* rowsIn(pages: Pages, stream: string): Generator<ExpectedRow> {
  for (const table of tables) {
    const { puts, drops } = pages.of(table).changes() ?? { puts: [], drops: [] };
    for (const row of puts) yield { stream, table, row, key: keyIn(table, row) };
    for (const key of drops) yield { stream, table, key, row: undefined };
  }
  yield* wordless(pages, stream);
}

/** Entries without words are not found by any. */
function* wordless(pages: Pages, stream: string): Generator<ExpectedRow> {
  const found = new Set((pages.of(search as Table).changes()?.puts ?? []).map((row: Row) => row['position']));
  for (const { position } of pages.of(timeline).all() as Iterable<Entry>)
    if (!found.has(position)) yield { stream, table: search, key: [position], row: undefined };
}
