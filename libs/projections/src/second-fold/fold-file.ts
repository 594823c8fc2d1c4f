import type { EventLogReader, RecordedEvent } from '#event-log';
import type { Key, PageWriter, Row, Table } from '#read-store';
import { customerFileProjection } from '../customer-file/index.js';
import { deliveries } from '../deliveries/index.js';
import type { Opener, Pages } from '../projection/index.js';
import { batchEvents, inBounds } from '../projector/batches.js';
import { Copyist } from '../projector/copyist.js';
import { isOfAnEvent } from '../projector/failing-event.js';
import { tickets } from '../tickets/index.js';
import { cardsByRules } from './cards-by-rules.js';
import type { PlaceOf } from './places-in-log.js';

/** A row as a second fold has it: with these columns, or not there at all. */
export interface ExpectedRow {
  readonly stream: string;
  readonly table: Table;
  readonly key: Key;
  readonly row: Row | undefined;
}

/** Events of a file that are folded at most: a longer one would take more memory than a rebuild does. */
export const mostEvents = 5_000;

/** What a file is folded with. */
export interface FileFold {
  readonly log: EventLogReader;
  readonly opener: Opener;
  /** Events behind this one are left out. */
  readonly upTo: bigint;
  readonly placeOf: PlaceOf;
}

/**
 * The rows of one customer's file, folded from its stream alone: in memory, from nothing, with no row read back from
 * anywhere; and its tickets once more as the rules know them. `undefined` of a file that is longer than `mostEvents`, was
 * erased since (the pages still show words whose keys are gone), or holds an event that cannot be folded: people decided to
 * do without that one.
 */
export async function foldFile(job: FileFold, stream: string): Promise<readonly ExpectedRow[] | undefined> {
  const events = await eventsOf(job, stream);
  if (events === undefined) return undefined;
  const copyist = new Copyist(emptyPages, job.opener);
  try {
    for (const batch of inBounds(events)) await copyist.fold(batch);
  } catch (fault) {
    if (!isOfAnEvent(fault)) throw fault;
    return undefined;
  }
  const cards = cardsByRules(stream.slice('customer-'.length), events);
  const known = cards.map((row) => ({ stream, table: tickets, key: [row.ticketId], row }));
  return [...rowsIn(copyist.pages, stream), ...known];
}

async function eventsOf(
  { log, upTo, placeOf }: FileFold,
  stream: string,
): Promise<readonly RecordedEvent[] | undefined> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const told = await log.readStream(stream, events.at(-1)?.version ?? 0, batchEvents);
    const read = told.map((event) => ({ ...event, position: placeOf(event) }));
    events.push(...read.filter(({ position }) => position <= upTo));
    const isErasedSince = read.some(({ type, position }) => type === 'CustomerErased' && position > upTo);
    if (isErasedSince || events.length > mostEvents) return undefined;
    if (read.length < batchEvents) return events;
  }
}

/**
 * Those whose rows belong to one file: sums are of all of them, words are never read whole, and what became of a reply is
 * told by whichever file its report came into.
 */
const tables = customerFileProjection.tables.filter((table) => table.kind === 'rows' && table !== deliveries);

function* rowsIn(pages: Pages, stream: string): Generator<ExpectedRow> {
  for (const table of tables) {
    const { puts, drops } = pages.of(table).changes() ?? { puts: [], drops: [] };
    for (const row of puts)
      yield { stream, table, row, key: table.key.map((column) => row[column] as string | number) };
    for (const key of drops) yield { stream, table, key, row: undefined };
  }
}

/** Pages before the first event. */
const emptyPages: PageWriter = {
  mark: { position: 0n, hash: new Uint8Array() },
  load: async (_, keys) => keys.map(() => undefined),
  loadWhere: async () => [],
  commit: () => Promise.reject(new TypeError('a second fold writes nothing')),
  close: async () => undefined,
};
