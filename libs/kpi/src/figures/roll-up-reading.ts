import { definitionOf } from '../definitions/index.js';
import { widthOf } from '../measures/index.js';
import type { FactColumns } from '../measures/index.js';
import { opened, PackedColumns } from '../rollups/index.js';
import type { OpenStretch } from '../rollups/index.js';
import { Behind } from './behind.js';
import type { FoundFact, ToFind } from './behind.js';
import type { KpiFigure, KpiQuestion } from './figure.js';
import { namesIn } from './names.js';
import type { NumberedName } from './names.js';
import { reckoningOf } from './reckoning.js';

/** A question, and what the numbers of its dimensions stand for. */
export interface ToReckon {
  readonly question: KpiQuestion;
  readonly names: readonly NumberedName[];
}

/** Whatever is made of facts, some at a time. */
interface FactReading<Told> {
  take(facts: FactColumns): void;
  /** No further fact changes what is told. */
  readonly isDone: boolean;
  told(): Told;
}

/** Facts are read some at a time: few enough that their columns stay near, and many enough that turning to them costs nothing. */
const factsAtOnce = 4096;

/** Makes something of the roll-ups of a definition’s kind, which it is given in the order of time. */
export class RollUpReading<Told> {
  readonly #width: number;
  readonly #columns: PackedColumns;

  constructor(
    { id }: KpiQuestion,
    private readonly reading: FactReading<Told>,
  ) {
    this.#width = widthOf(definitionOf(id)?.kind ?? 'span');
    this.#columns = new PackedColumns(this.#width);
  }

  /** No further roll-up changes what is told. */
  get isDone(): boolean {
    return this.reading.isDone;
  }

  /** The bytes of a roll-up, ready to be taken. */
  opened(rollUp: Uint8Array): OpenStretch {
    return opened(rollUp, this.#width);
  }

  take(rollUp: OpenStretch): void {
    this.#columns.add(rollUp);
    if (this.#columns.count >= factsAtOnce) this.#read();
  }

  told(): Told {
    this.#read();
    return this.reading.told();
  }

  #read(): void {
    if (this.#columns.count > 0) this.reading.take(this.#columns);
    this.#columns.clear();
  }
}

/** Reads roll-ups into the figures of a question. Errors: as `reckoningOf`. */
export function reckoningRead({ question, names }: ToReckon): RollUpReading<readonly KpiFigure[]> {
  const reckoning = reckoningOf(question, namesIn(names));
  return new RollUpReading(question, {
    take: (facts) => reckoning.take(facts),
    isDone: false,
    told: () => reckoning.figures(),
  });
}

/** Looks in roll-ups for the first facts behind a question. Errors: as `Behind`. */
export function findingRead(wanted: ToFind): RollUpReading<readonly FoundFact[]> {
  const behind = new Behind(wanted);
  return new RollUpReading(wanted.question, behind);
}
