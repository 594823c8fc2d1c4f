import { eventKindOf } from '#domain';
import type { ClearEvent, RecordedEvent } from '#event-log';
import { failpoint } from '#failpoints';
import type { PageMark, PageWriter } from '#read-store';
import { projections } from '../page-set.js';
import { Pages, UnknownEventType } from '../projection/index.js';
import type { Category, FactsOn, Named, OpenedEvent, Opened, Opener, Projection, Told } from '../projection/index.js';
import { gatheredWith, isMuch, nothingGathered } from './batches.js';
import { loadRows } from './load-rows.js';

/** Whatever copies events into one set of pages: folds batch after batch, and writes what it folded when it is told to. */
export interface Copying<Event extends ClearEvent = RecordedEvent> {
  /** How far it has folded; the pages are at the mark of their writer. */
  readonly position: bigint;
  /** So much is folded by now that it should be written. */
  readonly isFull: boolean;
  fold(events: readonly Event[]): Promise<void>;
  /** Commits what was folded since the last time. */
  write(): Promise<void>;
}
/** Begins copying into these pages, from where they stand. */
export type CopyistFor<Event extends ClearEvent = RecordedEvent> = (writer: PageWriter) => Copying<Event>;

/** Copies the desk's pages; `onWritten` is told of rows once they are committed. */
export const deskCopyist =
  (opener: Opener, onWritten?: (pages: Pages) => void): CopyistFor =>
  (writer) =>
    new Copyist(writer, opener, onWritten);

/**
 * Copies events, in log order, into pages: reads the rows a batch touches once, folds in memory, and writes only when
 * told to, so that a row many batches touch is written once for all of them. Rows and mark are committed together: what
 * was not written has changed nothing, and is copied again.
 *
 * Errors: `UnknownEventType` and those of the opener from `fold`, those of `PageWriter.commit` from `write`. After any of
 * them what is folded is half a batch: the copyist is done with.
 */
export class Copyist implements Copying {
  #pages = new Pages();
  #folded: PageMark;
  #gathered = nothingGathered;

  constructor(
    private readonly writer: PageWriter,
    private readonly opener: Opener,
    /** Told what was written, once it is. */
    private readonly onWritten?: (pages: Pages) => void,
  ) {
    this.#folded = writer.mark;
  }

  /** How far it has folded; the pages are at `writer.mark`. */
  get position(): bigint {
    return this.#folded.position;
  }

  /** So much is folded by now that it should be written. */
  get isFull(): boolean {
    return isMuch(this.#gathered);
  }

  async fold(events: readonly RecordedEvent[]): Promise<void> {
    const last = events.at(-1);
    if (last === undefined) return;
    const [opened] = await Promise.all([
      this.opener(events),
      loadRows(this.writer, this.#pages, events.flatMap(namedBy)),
    ]);
    for (const event of opened) foldInto(this.#pages, event);
    this.#folded = { position: last.position, hash: last.hash };
    this.#gathered = gatheredWith(this.#gathered, events);
  }

  /** Commits what was folded since the last time. */
  async write(): Promise<void> {
    if (this.position === this.writer.mark.position) return;
    failpoint('pages.before');
    await this.writer.commit(this.#pages.changes(), this.#folded);
    failpoint('pages.after');
    this.onWritten?.(this.#pages);
    this.#pages = new Pages();
    this.#gathered = nothingGathered;
  }
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
