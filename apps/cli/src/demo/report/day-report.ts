import { quarantinedAt, statusOf } from '../../desk/index.js';
import type { DeskClient, Quarantined, QueueOverHttp, TimelineOverHttp, VolumeOverHttp } from '../../desk/index.js';
import { closesAt, timeOfDay } from '../plan/setting.js';
import { dayRange } from './day-range.js';
import { peopleOf } from './people.js';
import type { KnownPerson } from './people.js';

/** What the desk says about the day it lived through; all of it asked by its api. */
export interface DayReport {
  readonly people: readonly KnownPerson[];
  /** The story of the person who came by most channels. */
  readonly timeline: TimelineOverHttp;
  readonly queue: QueueOverHttp;
  readonly volume: VolumeOverHttp;
  readonly quarantined: readonly Quarantined[];
  /** Envelopes in the inbound log: what came twice is there once. */
  readonly envelopes: number;
  /** Last event of the log. */
  readonly position: string;
  /** The end of the day. */
  readonly now: string;
}

/** Asks the desk about its day, and everything late that came with it. */
export async function reportOf(desk: DeskClient): Promise<DayReport> {
  const people = await peopleOf(desk);
  const { position, lanes } = await statusOf(desk);
  const customer = mostTravelled(people)?.customerIds[0] ?? '';
  return {
    people,
    timeline: await desk.get<TimelineOverHttp>(`/v1/customers/${customer}/timeline`, { limit: 200 }),
    queue: await desk.get<QueueOverHttp>('/v1/queue', { limit: 200 }),
    volume: await desk.get<VolumeOverHttp>('/v1/volume', { ...dayRange, by: 'all' }),
    quarantined: await quarantineOf(desk),
    envelopes: Number(lanes.live.head),
    position,
    now: new Date(timeOfDay(closesAt)).toISOString(),
  };
}

async function quarantineOf(desk: DeskClient): Promise<readonly Quarantined[]> {
  const found: Quarantined[] = [];
  for await (const part of quarantinedAt(desk)) found.push(part);
  return found.reverse();
}

/** Whose story shows most: many channels, answered, and back again. */
const mostTravelled = (people: readonly KnownPerson[]): KnownPerson | undefined =>
  people.toSorted((one, other) => eventfulness(other) - eventfulness(one))[0];

const eventfulness = ({ channels, customerIds, reopenings, answered }: KnownPerson): number =>
  channels.size * 2 + customerIds.length + Math.min(reopenings, 1) * 3 + Math.min(answered, 2);
