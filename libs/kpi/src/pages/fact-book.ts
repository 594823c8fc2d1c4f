import type { PageWriter } from '#read-store';
import type { FactKind, KpiFact } from '../facts/index.js';
import { measure } from '../measures/index.js';
import { rowOf } from './case-shelf.js';
import type { CaseFile, CaseShelf } from './case-shelf.js';
import type { GatheredChanges } from './gathered-changes.js';
import { facts, files, pastFacts } from './kpi.tables.js';
import { NumberShelf } from './number-shelf.js';
import { RollupShelf } from './rollup-shelf.js';

/**
 * Notes which facts are known, and from which position until which: as rows, and, as long as they are, in roll-ups.
 * Everything is gathered in `changes`.
 */
export class FactBook {
  readonly #numbers: NumberShelf;
  readonly #rollups: RollupShelf;

  constructor(
    private readonly shelf: CaseShelf,
    private readonly changes: GatheredChanges,
    pages: Pick<PageWriter, 'load' | 'loadWhere'>,
  ) {
    this.#numbers = new NumberShelf(pages, changes);
    this.#rollups = new RollupShelf(pages, changes);
  }

  get isFull(): boolean {
    return this.#rollups.isFull;
  }

  /** Notes each fact that is not known like this: what was known of it ends, and this begins. */
  async know(now: readonly KpiFact[], place: number): Promise<void> {
    for (const fact of now) {
      const file = await this.shelf.file(fact.customerId);
      const row = rowOf(fact, place);
      if (file.known.get(fact.factId)?.row.fact === row.fact) continue;
      await this.end(file, fact.factId, place);
      const measured = await this.#measure(fact);
      file.known.set(fact.factId, { row, measured });
      this.changes.put(facts, row);
      await this.#rollups.add(fact.kind, measured);
    }
  }

  /** What begins and ends with the same event was never known. */
  async end(file: CaseFile, factId: string, knownTo: number): Promise<void> {
    const known = file.known.get(factId);
    if (known === undefined) return;
    const { row } = known;
    file.known.delete(factId);
    this.changes.drop(facts, factId);
    if (row.knownFrom < knownTo) this.changes.put(pastFacts, { ...row, knownTo });
    const measured = known.measured ?? (await this.#measure(JSON.parse(row.fact) as KpiFact));
    await this.#rollups.remove(row.kind as FactKind, measured);
  }

  /** The number of a ticket, by which roll-ups know it. */
  async ticketNumber(file: CaseFile, ticketId: string): Promise<number> {
    const number = file.ticketNumbers.get(ticketId) ?? (await this.#numbers.next('ticket'));
    file.ticketNumbers.set(ticketId, number);
    return number;
  }

  /** Before what is gathered is written. */
  close(): void {
    this.#rollups.close();
  }

  /** After it was written: what takes much room goes. */
  settle(): void {
    this.#numbers.settle();
    this.#rollups.settle();
  }

  async #measure(fact: KpiFact): Promise<Int32Array> {
    const file = await this.shelf.file(fact.customerId);
    return measure(fact, {
      person: await this.#fileNumber(fact.personId),
      ticket: fact.ticketId === '' ? 0 : await this.ticketNumber(file, fact.ticketId),
      dimensions: await this.#numbers.standing(fact),
    });
  }

  async #fileNumber(customerId: string): Promise<number> {
    const file = await this.shelf.file(customerId);
    if (file.number > 0) return file.number;
    file.number = await this.#numbers.next('file');
    this.changes.put(files, { customerId, number: file.number });
    return file.number;
  }
}
