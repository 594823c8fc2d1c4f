import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import type { KpiPages } from './load/kpi-pages.process.js';
import { kpiQuestions } from './load/kpi-questions.js';
import { runProgram } from './programs/child-program.js';
import type { AskKpis, KpisAsked } from './programs/kpi.process.js';
import type { RawKpis } from './raw/kpi.process.js';

const writePages = new URL('./load/kpi-pages.process.js', import.meta.url);
const askKpis = new URL('./programs/kpi.process.js', import.meta.url);
const rawKpis = new URL('./raw/kpi.process.js', import.meta.url);
const withinSeconds = 3_600;

let folder = '';

/** Questions about a year’s tickets: two of the whole year, two of a month; what stands behind each, its first page. */
export const kpi: Figure = {
  name: 'kpi',
  what: 'KPI question over a million tickets, from roll-ups',
  unit: 'ms (p99)',
  atLeast: 'under 50 ms; a drill-down page too',
  prepare: async (scale) => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-bench-kpi-'));
    await runProgram(writePages, { folder, tickets: ticketsOf(scale) } satisfies KpiPages, { withinSeconds });
    return () => rm(folder, { recursive: true, force: true });
  },
  product: async (scale): Promise<Measured> => {
    const task: AskKpis = { folder, questions: questionsOf(scale) };
    const { figures, pages, peakMegabytes } = await runProgram<KpisAsked>(askKpis, task, { withinSeconds });
    const also = { p50: quantile(figures, 0.5), 'page p99': quantile(pages, 0.99), 'peak MB': peakMegabytes };
    return { value: quantile(figures, 0.99), also: { ...also, 'bytes/ticket': bytesOf() / ticketsOf(scale) } };
  },
  raws: [
    {
      name: 'SQL',
      run: async (scale) => {
        const task: RawKpis = { folder, questions: questionsOf(scale) };
        const { figures } = await runProgram<{ readonly figures: readonly number[] }>(rawKpis, task, { withinSeconds });
        return { value: quantile(figures, 0.99) };
      },
    },
  ],
};

/** Every kind of question as often as a hundredth of them is more than one. */
const questionsOf = ({ quick }: Scale) => kpiQuestions(quick ? 2 : 50);

/** A ticket for each message. */
const ticketsOf = ({ quick, messages }: Scale): number => (quick ? 2_000 : messages);

const bytesOf = (): number =>
  readdirSync(folder)
    .filter((file) => file.startsWith('pages.v'))
    .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}
