import { eventKindOf } from '#domain';
import type { RecordedEvent } from '#event-log';
import { failpoint } from '#failpoints';
import type { PageWriter } from '#read-store';
import { projections } from '../page-set.js';
import { Pages, UnknownEventType } from '../projection/index.js';
import type { Category, FactsOn, Named, OpenedEvent, Opened, Opener, Projection, Told } from '../projection/index.js';
import { loadRows } from './load-rows.js';

/**
 * Copies a batch of events, in log order, into pages: reads the rows they touch once, folds in memory, writes once.
 * Rows and mark are committed together: a batch that fails has changed nothing, and is copied again.
 * Errors: `UnknownEventType` before anything is written; those of the opener and of `PageWriter.commit`.
 */
export async function copyBatch(writer: PageWriter, opener: Opener, events: readonly RecordedEvent[]): Promise<void> {
  const last = events.at(-1);
  if (last === undefined) return;
  const pages = new Pages();
  const [opened] = await Promise.all([opener(events), loadRows(writer, pages, events.flatMap(namedBy))]);
  for (const event of opened) foldInto(pages, event);
  failpoint('pages.before');
  await writer.commit(pages.changes(), { position: last.position, hash: last.hash });
  failpoint('pages.after');
}

function namedBy(event: RecordedEvent): readonly Named[] {
  return projectionOf(event).names(event as unknown as Told<FactsOn[Category]>);
}

function foldInto(pages: Pages, opened: OpenedEvent): void {
  projectionOf(opened.event).fold(opened as unknown as Opened<FactsOn[Category]>, pages);
}

/** The catalogue says on which category of stream a type stands; what it does not know stops the copying. */
function projectionOf({ type, position }: RecordedEvent): Projection {
  const category = eventKindOf(type)?.stream;
  const projection = category !== undefined && category in projections ? projections[category as Category] : undefined;
  if (projection === undefined) throw new UnknownEventType(type, position);
  return projection;
}
