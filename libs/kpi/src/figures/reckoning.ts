import type { FactColumns } from '../measures/index.js';
import { BacklogReckoning } from './backlog-reckoning.js';
import { CohortReckoning } from './cohort-reckoning.js';
import type { KpiFigure, KpiQuestion } from './figure.js';
import { Look } from './look.js';
import type { Names } from './names.js';

/**
 * Counts facts into the figures of one question. It is given every fact of the definition’s kind that can matter, some
 * at a time, in the order of time; what is out of range or filtered it leaves out by itself.
 */
export interface Reckoning {
  /** Counts these facts; there is at least one. Errors: `TypeError` for facts that come out of order. */
  take(facts: FactColumns): void;
  /** The figures, by period, then by group. */
  figures(): readonly KpiFigure[];
}

/** Begins to count. Errors: `TypeError` for a KPI there is not; `BadTimeZone`. */
export function reckoningOf(question: KpiQuestion, names: Names): Reckoning {
  const look = new Look(question, names);
  return look.definition.form === 'backlog' ? new BacklogReckoning(look) : new CohortReckoning(look);
}
