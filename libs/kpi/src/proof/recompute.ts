import type { ClearEvent } from '#event-log';
import type { KpiFigure, KpiQuestion } from '../figures/index.js';
import { rawDesk } from './raw-desk.js';
import { recount } from './recount.js';

/**
 * Every figure of a question, worked out from raw events by nothing but docs/kpis.md: for each item all others are
 * walked again, so its cost grows with the square of what stands in a file. `events` are those of the log in its order,
 * up to the position the answer is wanted at. It shares no code with the engine.
 * Errors: `TypeError` for a KPI the page does not define.
 */
export function recompute(events: readonly ClearEvent[], question: KpiQuestion): readonly KpiFigure[] {
  const counting = recount(question);
  counting.add(rawDesk(events));
  return counting.figures();
}
