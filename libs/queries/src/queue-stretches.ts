import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Instant, Priority, Reach } from '#domain';
import { urgencyOf } from '#projections';
import type { QueueRow } from '#projections';
import type { PageSql } from '#read-store';

/** States a ticket in the queue can be in. */
export type QueuedState = 'new' | 'open' | 'pending' | 'snoozed';

/** What a queue is looked at by; what is left out is everything, but for tickets that rest. */
export interface QueueFilters {
  readonly inbox?: string | undefined;
  readonly team?: string | undefined;
  /** An agent's own tickets; `null`: those nobody has. */
  readonly assignee?: string | null | undefined;
  /** New and open tickets where it is left out. */
  readonly state?: QueuedState | undefined;
  readonly priority?: Priority | undefined;
  readonly tag?: string | undefined;
  readonly language?: string | undefined;
  /** Customers who have waited at least since then. */
  readonly waitingSince?: Instant | undefined;
  /** Tickets somebody may see; all of them where it is left out. */
  readonly reach?: Reach | undefined;
}

type Column = keyof QueueRow | 'tag';
/** Looks at columns of each row, so that the index by what leads the stretch is the one that is taken. */
type Condition = (look: PageSql['aside']) => RawBuilder<boolean>;

/** A part of the queue that one index yields in its order. No ticket is in two stretches of one question. */
export interface Stretch {
  readonly table: 'queue' | 'queueTags';
  /** Columns the index begins with, and what they hold there. */
  readonly led: Led;
  /** What else must hold; looked at row by row. */
  readonly besides: readonly Condition[];
  /** Where all of it is of one urgency. */
  readonly urgency?: number;
  /** Where everybody in it has waited at least since then. */
  readonly waitingSince?: Instant;
}
type Led = readonly (readonly [column: Column, value: string | number | null])[];

/** The stretches a question is answered from: as few as there can be, each led by what narrows it most. */
export function stretchesOf(filters: QueueFilters): readonly Stretch[] {
  const { priority, waitingSince } = filters;
  const urgencies = priority === undefined ? everyUrgency : [urgencyOf(priority)];
  const stretches = ledStretches(filters);
  if (waitingSince === undefined && priority === undefined) return stretches;
  return stretches.flatMap((stretch) =>
    urgencies.map((urgency) => ({ ...stretch, urgency, ...(waitingSince !== undefined && { waitingSince }) })),
  );
}

const everyUrgency = [0, 1, 2, 3];

function ledStretches(filters: QueueFilters): readonly Stretch[] {
  const { tag, assignee, team, reach } = filters;
  if (tag !== undefined) return [stretch(filters, 'queueTags', [['tag', tag]], withinReach(reach))];
  if (typeof assignee === 'string') {
    return [
      stretch(filters, 'queue', [['assigneeId', assignee]], assignee === reach?.agentId ? [] : withinReach(reach)),
    ];
  }
  if (team !== undefined) return [stretch(filters, 'queue', [['teamId', team]], withinReach(reach))];
  if (reach !== undefined) return reachStretches(filters, reach);
  return [stretch(filters, 'queue', narrowest(filters), [])];
}

/** Tickets of no team, those of each team, and the agent's own that are with other teams. */
function reachStretches(filters: QueueFilters, { agentId, teamIds }: Reach): readonly Stretch[] {
  const ofTeams = [null, ...teamIds].map((teamId) => stretch(filters, 'queue', [['teamId', teamId]], []));
  if (filters.assignee === null) return ofTeams;
  // Who is in no team: `not in (null)` would be true of no ticket at all.
  const elsewhere: Condition = (look) =>
    teamIds.length === 0
      ? sql`${look('teamId')} is not null`
      : sql`${look('teamId')} is not null and ${look('teamId')} not in (${listed(teamIds)})`;
  return [...ofTeams, stretch(filters, 'queue', [['assigneeId', agentId]], [elsewhere])];
}

/** What narrows the whole desk most, as a rule. */
function narrowest({ language, inbox, assignee, state }: QueueFilters): Led {
  if (language !== undefined) return [['language', language]];
  if (inbox !== undefined) return [['inbox', inbox]];
  if (assignee !== undefined) return [['assigneeId', assignee]];
  return state === undefined ? [] : [['state', state]];
}

function stretch(filters: QueueFilters, table: Stretch['table'], led: Led, besides: readonly Condition[]): Stretch {
  const { inbox, team, assignee, language, state } = filters;
  const asked = { inbox, teamId: team, assigneeId: assignee, language, state };
  const others = Object.entries(asked).filter(
    (each): each is [Column, string | null] => each[1] !== undefined && !led.some(([column]) => column === each[0]),
  );
  const conditions = others.map(
    ([column, value]): Condition =>
      (look) =>
        holds(look(column), value),
  );
  const resting = state === 'pending' || state === 'snoozed' ? 1 : 0;
  return { table, led: [...led, ['resting', resting]], besides: [...conditions, ...besides] };
}

function withinReach(reach: Reach | undefined): readonly Condition[] {
  if (reach === undefined) return [];
  const { agentId, teamIds } = reach;
  return [
    (look) =>
      sql`(${look('teamId')} is null or ${look('teamId')} in (${listed(teamIds)}) or ${look('assigneeId')} = ${agentId})`,
  ];
}

/** Whether a column holds just this; `null` is held where nothing is. */
export const holds = (column: RawBuilder<unknown>, value: string | number | null): RawBuilder<boolean> =>
  value === null ? sql`${column} is null` : sql`${column} = ${value}`;

const listed = (values: readonly string[]): RawBuilder<unknown> =>
  values.length === 0 ? sql`null` : sql.join(values.map((value) => sql`${value}`));
