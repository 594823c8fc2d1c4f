import { longQuestion } from '../../desk/index.js';
import type { DeskClient, ProvenOverHttp, Query, RestatementOverHttp } from '../../desk/index.js';
import { demoInboxes } from '../plan/setting.js';
import { dayRange } from './day-range.js';

/** A figure that a merge changed. */
export interface Restated extends RestatementOverHttp {
  readonly kpi: string;
}

/** What the day comes to in figures, each proven from raw events; and how two files that are one person restate them. */
export interface DayFigures {
  readonly shown: readonly ProvenOverHttp[];
  /** The customers who were found to be one person; empty where only one ever came. */
  readonly merged: readonly string[];
  readonly restated: readonly Restated[];
}

const question = { ...dayRange, zone: demoInboxes.mail.timeZone, by: 'all' };
const shown: readonly (readonly [kpi: string, more: Query])[] = [
  ['no_repeat_in_window', {}],
  ['repeat_rate_backward', {}],
  ['first_response_time', {}],
  ['contacts', { group: 'channel' }],
];
/** Those that depend on who is one person. */
const restatable = ['no_repeat_in_window', 'repeat_rate_backward'] as const;

/** Asks for the figures, has each proven, then merges the first two who came, and asks what that changed. */
export async function figuresOf(desk: DeskClient): Promise<DayFigures> {
  const { position: minPosition } = await desk.get<{ readonly position: string }>('/v1/workload');
  const figures: ProvenOverHttp[] = [];
  for (const [kpi, more] of shown) figures.push(await proven(desk, kpi, { ...more, minPosition }));
  const merged = await firstTwo(desk);
  const since = figures[0]?.position ?? minPosition;
  return { shown: figures, merged, restated: merged.length === 2 ? await restate(desk, merged, since) : [] };
}

const proven = (desk: DeskClient, kpi: string, more: Query): Promise<ProvenOverHttp> =>
  longQuestion<ProvenOverHttp>(desk, `/v1/kpis/${kpi}/proof`, { ...question, ...more }, () => undefined);

interface ContactsOverHttp {
  readonly events: readonly { readonly counted: boolean; readonly fact: { readonly personId: string } }[];
}

/** The first two people who came, by the customer each is named by. */
async function firstTwo(desk: DeskClient): Promise<readonly string[]> {
  const query = { ...question, limit: 200 };
  const { events } = await desk.get<ContactsOverHttp>('/v1/kpis/no_repeat_in_window/events', query);
  const people = new Set(events.filter(({ counted }) => counted).map(({ fact }) => fact.personId));
  return [...people].slice(0, 2);
}

/** Merges two customers, as an agent would who finds that they are one person. */
async function restate(desk: DeskClient, customerIds: readonly string[], since: string): Promise<readonly Restated[]> {
  const { position: minPosition } = await desk.post<{ readonly position: string }>('/v1/customers/merge', {
    customerIds,
  });
  const restated: Restated[] = [];
  for (const kpi of restatable) {
    const query = { ...question, since, minPosition };
    restated.push({ kpi, ...(await desk.get<RestatementOverHttp>(`/v1/kpis/${kpi}/restatement`, query)) });
  }
  return restated;
}
