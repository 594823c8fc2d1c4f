import { dimensions } from '#kpi';
import type { DefinitionTold, KpiFigure } from '#kpi';
import { anything, cast, flag, integer, listOf, number, object, oneOf, orNull, text } from '../docs/index.js';
import type { Schema } from '../docs/index.js';

/** A KPI’s definition, as it is told. */
export const definitionSchema: Schema = object<DefinitionTold>({
  id: text('tickets_opened'),
  version: integer(1, 'Rises when it means something else.'),
  meaning: text('Promises made.'),
  kind: text('opening', 'The kind of facts it counts.'),
  form: oneOf(['count', 'share', 'distribution', 'backlog']),
  windowed: flag(false, 'Whether `window` and `sameTopic` can be chosen.'),
  choices: object({
    actors: text('customer, agent'),
    episode: text('ticket'),
    clock: text('calendar'),
    cohort: text('opening', 'The instant its facts are counted by.'),
    population: text('without spam'),
    credit: text('its agent now', 'Whose figure it is.'),
  }),
});

const seconds = object({
  mean: orNull(number(5400)),
  median: orNull(number(3600)),
  p90: orNull(number(9000)),
});
const band = object({ underDays: orNull(integer(1)), tickets: integer(3) });

/** One figure. */
export const kpiFigureSchema: Schema = object<KpiFigure>(
  {
    period: text('2026-03-01', 'In local time; empty for all of it.'),
    group: anything({}, `Values of the dimensions it is told by: ${dimensions.join(', ')}.`),
    counts: object({ events: integer(3), tickets: integer(3), customers: integer(2) }),
    open: integer(0, 'Facts whose part in it time alone can still change.'),
    provisional: flag(false),
    value: orNull(number(3)),
    numerator: integer(2),
    denominator: integer(3),
    seconds,
    bands: listOf(band),
  },
  { optional: ['numerator', 'denominator', 'seconds', 'bands'] },
);

/** One fact behind a figure. */
export const countedFactSchema: Schema = object(
  {
    fact: anything(
      { kind: 'opening', customerId: cast.customerId, ticketId: cast.ticketId, at: '2026-03-01T08:00:00.000Z' },
      'What is known of it; no text and no address.',
    ),
    counted: flag(true, 'Otherwise time alone may still make it count.'),
    open: flag(false),
    numerator: integer(1, 'What it adds to a share.'),
    seconds: number(90, 'Of a duration.'),
  },
  { optional: ['seconds'] },
);
