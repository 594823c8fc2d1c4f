import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { ReadStore } from '#read-store';
import type { KpiQuestion } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import type { KpiQuestions } from './kpi-questions.js';

/** With fewer stretches the first question is as quick as any. */
const usualFewest = 64;
const months = 12;
const monthMs = 31 * 86_400_000;
/** Milliseconds between two questions: whoever asks meanwhile waits for one of them at most. */
const breath = 20;

/** A definition of each kind of facts. */
const ofEachKind = [
  ...['contacts', 'no_repeat_in_window', 'first_response_time', 'backlog', 'tickets_opened', 'no_reopen'],
  ...['full_resolution_time', 'next_response_time', 'calls'],
];

/** What is read ahead, by whom, and until when. */
export interface ReadingAhead {
  readonly store: Pick<ReadStore<KpiTables>, 'ask'>;
  readonly kpis: Pick<KpiQuestions, 'figures' | 'events'>;
  readonly signal: AbortSignal;
  readonly fewest?: number;
}

/**
 * Puts small questions about the last year to pages of many facts, the newest month first: afterwards their roll-ups are
 * in memory, as many as have room there, and the code that counts them is as fast as it becomes. Answers how many it put.
 */
export async function readAhead({ store, kpis, signal, fewest = usualFewest }: ReadingAhead): Promise<number> {
  const { stretches, newest } = (await store.ask(extentOf)).result;
  if (stretches < fewest) return 0;
  let put = 0;
  for (const question of questionsBefore(newest)) {
    if (signal.aborted) return put;
    await kpis.figures({ question });
    if (question.group.length === 0) await kpis.events({ question }, { limit: 1 });
    put += 1;
    await pause(breath, undefined, { signal }).catch(() => undefined);
  }
  return put;
}

/** How many stretches there are, and when the newest begins. */
async function extentOf(pages: Kysely<KpiTables>): Promise<{ readonly stretches: number; readonly newest: number }> {
  const { stretches, newest } = await pages
    .selectFrom('stretches')
    .select(({ fn }) => [fn.countAll<number>().as('stretches'), fn.max('start').as('newest')])
    .executeTakeFirstOrThrow();
  return { stretches: Number(stretches), newest: Math.max(0, Number(newest)) };
}

function* questionsBefore(newest: number): Generator<KpiQuestion> {
  for (let month = 0; month < months; month += 1) {
    const to = Math.floor((newest - month * monthMs) / monthMs + 1) * monthMs;
    for (const id of ofEachKind)
      yield {
        ...{
          id,
          from: instant(to - monthMs),
          to: instant(to),
          asOf: instant(newest + monthMs),
          zone: 'UTC',
          by: 'day',
        },
        ...{ group: month % 2 === 0 ? [] : ['team'], filters: {}, window: '7d', sameTopic: false },
      };
  }
}

const instant = (ms: number): string => new Date(ms).toISOString();
