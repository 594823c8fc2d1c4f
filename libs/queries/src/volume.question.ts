import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { Instant } from '#domain';
import type { PageTables } from '#projections';
import { sqlOf } from '#read-store';
import type { PageSql } from '#read-store';
import { offsetSpans } from '#time-zones';
import type { OffsetSpan } from '#time-zones';

export type Period = 'hour' | 'day' | 'week' | 'month' | 'all';

export interface VolumeQuestion {
  /** Whole quarters of an hour: `from` is in, `to` is out. */
  readonly from: Instant;
  readonly to: Instant;
  /** IANA time zone in which hours, days, weeks (from Monday) and months are counted. */
  readonly zone: string;
  readonly by: Period;
  readonly inbox?: string | undefined;
  readonly channel?: string | undefined;
}

/** What came and went in one period on one inbox. */
export interface VolumeFigure {
  /** In local time: `2026-03-01T14`, `2026-03-01` (a week: its Monday), `2026-03`, or empty for all of it. */
  readonly period: string;
  readonly channel: string;
  readonly inbox: string;
  readonly messages: number;
  readonly automatic: number;
  readonly replies: number;
  readonly calls: number;
  readonly outboundCalls: number;
}

/** Volume by period, channel and inbox, in that order; periods in which nothing happened are left out. Errors: `BadTimeZone`. */
export async function volume(pages: Kysely<PageTables>, question: VolumeQuestion): Promise<readonly VolumeFigure[]> {
  const figures = new Map<string, VolumeFigure>();
  for (const span of offsetSpans(question.zone, question.from, question.to)) {
    for (const figure of await figuresIn(pages, span, question)) {
      const name = [figure.period, figure.channel, figure.inbox].join('\u0000');
      figures.set(name, sum(figures.get(name), figure));
    }
  }
  return [...figures].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, figure]) => figure);
}

/** Inside one span of offsets local time is UTC and some minutes, which databases can count with. */
function figuresIn(
  pages: Kysely<PageTables>,
  { from, to, minutes }: OffsetSpan,
  { by, inbox, channel }: VolumeQuestion,
): Promise<VolumeFigure[]> {
  const period = periodOf(by, minutes, sqlOf(pages));
  let figures = pages
    .selectFrom('volume')
    .select(['channel', 'inbox', period.as('period')])
    .select(({ fn }) => [
      fn.sum<number>('messages').as('messages'),
      fn.sum<number>('automatic').as('automatic'),
      fn.sum<number>('replies').as('replies'),
      fn.sum<number>('calls').as('calls'),
      fn.sum<number>('outboundCalls').as('outboundCalls'),
    ])
    .where('quarter', '>=', from)
    .where('quarter', '<', to);
  if (inbox !== undefined) figures = figures.where('inbox', '=', inbox);
  if (channel !== undefined) figures = figures.where('channel', '=', channel);
  const something = sql<boolean>`sum(messages) <> 0 OR sum(replies) <> 0 OR sum(calls) <> 0 OR sum("outboundCalls") <> 0`;
  return figures.groupBy([period, 'channel', 'inbox']).having(something).execute();
}

function periodOf(by: Period, minutes: number, { clockTime, mondayOf }: PageSql): RawBuilder<string> {
  const local = clockTime('quarter', minutes);
  switch (by) {
    case 'hour':
      return sql<string>`replace(substr(${local}, 1, 13), ' ', 'T')`;
    case 'day':
      return sql<string>`substr(${local}, 1, 10)`;
    case 'week':
      return mondayOf(local);
    case 'month':
      return sql<string>`substr(${local}, 1, 7)`;
    case 'all':
      return sql<string>`substr(${local}, 1, 0)`;
  }
}

const sum = (one: VolumeFigure | undefined, other: VolumeFigure): VolumeFigure => ({
  ...other,
  messages: other.messages + (one?.messages ?? 0),
  automatic: other.automatic + (one?.automatic ?? 0),
  replies: other.replies + (one?.replies ?? 0),
  calls: other.calls + (one?.calls ?? 0),
  outboundCalls: other.outboundCalls + (one?.outboundCalls ?? 0),
});
