import { eventKindOf } from '#domain';
import type { ClearEvent, RecordedEvent } from '#event-log';
import { failpoint } from '#failpoints';
import type { PageMark, PageWriter } from '#read-store';
import { projections } from '../page-set.js';
import { EventNotFolded, Pages, UnknownEventType } from '../projection/index.js';
import type { Category, FactsOn, Named, OpenedEvent, Opened, Opener, Projection, Told } from '../projection/index.js';
import { gatheredWith, isMuch, nothingGathered } from './batches.js';
import { loadRows } from './load-rows.js';

/** Whatever copies events into one set of pages: folds batch after batch, and writes what it folded when it is told to. */
export interface Copying<Event extends ClearEvent = RecordedEvent> {
  /** How far it has folded; the pages are at the mark of their writer. */
  readonly position: bigint;
  /** So much is folded by now that it should be written. */
  readonly isFull: boolean;
  /** Further events; where some were left out behind the last of them, `upTo` says how far it has come with that. */
  fold(events: readonly Event[], upTo?: PageMark): Promise<void>;
  /** Commits what was folded since the last time. */
  write(): Promise<void>;
}
/** Begins copying into these pages, from where they stand. */
export type CopyistFor<Event extends ClearEvent = RecordedEvent> = (writer: PageWriter) => Copying<Event>;

/** Copies the desk's pages where nobody reads them yet: an event that fails stops it. Live ones: `parkingCopyist`. */
export const deskCopyist =
  (opener: Opener): CopyistFor =>
  (writer) =>
    new Copyist(writer, opener);

/**
 * Copies events, in log order, into pages: reads the rows a batch touches once, folds in memory, and writes only when
 * told to, so that a row many batches touch is written once for all of them. Rows and mark are committed together: what
 * was not written has changed nothing, and is copied again.
 *
 * Errors: `UnknownEventType`, `EventNotFolded` and those of the opener from `fold`, those of `PageWriter.commit` from
 * `write`. After any of them what is folded is half a batch: the copyist is done with.
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

  /** What is folded and not yet written; rows of pages that no fact is folded into may be put there too. */
  get pages(): Pages {
    return this.#pages;
  }

  async fold(events: readonly RecordedEvent[], upTo: PageMark | undefined = events.at(-1)): Promise<void> {
    if (upTo === undefined) return;
    const [opened] = await Promise.all([
      this.opener(events),
      loadRows(this.writer, this.#pages, events.flatMap(namedBy)),
    ]);
    for (const event of opened) foldInto(this.#pages, event);
    this.#folded = { position: upTo.position, hash: upTo.hash };
    this.#gathered = gatheredWith(this.#gathered, events);
  }

  /** Commits what was folded since the last time. */
  async write(): Promise<void> {
    const changes = this.#pages.changes();
    if (this.position === this.writer.mark.position && changes.size === 0) return;
    failpoint('pages.before');
    await this.writer.commit(changes, this.#folded);
    failpoint('pages.after');
    this.onWritten?.(this.#pages);
    this.#pages = new Pages();
    this.#gathered = nothingGathered;
  }
}

function namedBy(event: RecordedEvent): readonly Named[] {
  const projection = projectionOf(event);
  try {
    const named = projection.names(event as unknown as Told<FactsOn[Category]>);
    for (const { key, where } of named) mustBeWhole(key ?? [where?.value]);
    return named;
  } catch (fault) {
    throw new EventNotFolded(event, fault);
  }
}

/** What an event lacks would be looked for as nothing at all: stores differ in what they say to that. */
function mustBeWhole(key: readonly unknown[]): void {
  for (const value of key)
    if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError('a row is named by nothing');
}

function foldInto(pages: Pages, opened: OpenedEvent): void {
  const projection = projectionOf(opened.event);
  try {
    projection.fold(opened as unknown as Opened<FactsOn[Category]>, pages);
  } catch (fault) {
    throw new EventNotFolded(opened.event, fault);
  }
}

/** The catalogue says on which category of stream a type stands; what it does not know stops the copying. */
function projectionOf({ type, position }: RecordedEvent): Projection {
  const category = eventKindOf(type)?.stream;
  const projection = category !== undefined && category in projections ? projections[category as Category] : undefined;
  if (projection === undefined) throw new UnknownEventType(type, position);
  return projection;
}
