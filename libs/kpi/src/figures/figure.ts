import type { Instant } from '#domain';
import type { Period } from '#queries';
import type { WindowName } from '../definitions/index.js';
import type { Dimension } from '../facts/index.js';

/** What is asked of a KPI. */
export interface KpiQuestion {
  readonly id: string;
  /** Whole quarters of an hour: `from` is in, `to` is out. */
  readonly from: Instant;
  readonly to: Instant;
  /** IANA time zone in which periods are counted. */
  readonly zone: string;
  readonly by: Period;
  /** Dimensions each figure is told apart by, in this order. */
  readonly group: readonly Dimension[];
  readonly filters: Readonly<Partial<Record<Dimension, string>>>;
  readonly window: WindowName;
  readonly sameTopic: boolean;
  /** The instant it is asked at: what is later has not happened. */
  readonly asOf: Instant;
}

/** What a figure was counted from: facts, distinct tickets, distinct people. */
export interface Counts {
  readonly events: number;
  readonly tickets: number;
  readonly customers: number;
}

/** Durations in seconds, to the millisecond; `null` where there are none. Quantiles by nearest rank. */
export interface Spread {
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
}

/** Tickets whose age is under so many days, and in no band before; `null`: the rest. */
export interface AgeBand {
  readonly underDays: number | null;
  readonly tickets: number;
}

/** One figure: a period and a group. docs/kpis.md says what each number means. */
export interface KpiFigure {
  /** Local: `2026-03-01T14+03:00`, `2026-03-01` (a week: its Monday), `2026-03`, or empty for all of it. */
  readonly period: string;
  readonly group: Readonly<Partial<Record<Dimension, string>>>;
  readonly counts: Counts;
  /** Facts whose part in it time alone can still change. */
  readonly open: number;
  readonly provisional: boolean;
  /** A count or backlog: how many. A share: the quotient. A distribution: its mean. `null` where nothing was counted. */
  readonly value: number | null;
  /** Of a share. */
  readonly numerator?: number;
  readonly denominator?: number;
  /** Of a distribution, and the ages of a backlog. */
  readonly seconds?: Spread;
  /** Of a backlog. */
  readonly bands?: readonly AgeBand[];
}
