import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import type { KpiPages } from './load/kpi-pages.process.js';
import { kpiQuestions } from './load/kpi-questions.js';
import type { NamedQuestion } from './load/kpi-questions.js';
import { runProgram } from './programs/child-program.js';
import type { AskKpis, KpisAsked, Took } from './programs/kpi.process.js';
import type { RawKpis } from './raw/kpi.process.js';

const writePages = new URL('./load/kpi-pages.process.js', import.meta.url);
const askKpis = new URL('./programs/kpi.process.js', import.meta.url);
const rawKpis = new URL('./raw/kpi.process.js', import.meta.url);
const withinSeconds = 3_600;

let folder = '';

/** Questions about a year’s tickets, most of the whole year, two of a month; what stands behind each, its first page. */
export const kpi: Figure = {
  name: 'kpi',
  what: 'KPI question over a million tickets, from roll-ups',
  unit: 'ms (p99)',
  atLeast: 'under 50 ms; a drill-down page too',
  prepare: async (scale) => {
    const kept = scale.keep === undefined ? undefined : join(scale.keep, `kpi-${ticketsOf(scale)}`);
    folder = kept !== undefined && existsSync(kept) ? kept : await makePages(scale, kept);
    return () => (kept === undefined ? rm(folder, { recursive: true, force: true }) : Promise.resolve());
  },
  product: async (scale): Promise<Measured> => {
    const asked = questionsOf(scale);
    const task: AskKpis = { folder, questions: asked.map(({ question }) => question) };
    const { figures, pages, peakMegabytes } = await runProgram<KpisAsked>(askKpis, task, { withinSeconds });
    const size = { 'peak MB': peakMegabytes, 'bytes/ticket': bytesOf() / ticketsOf(scale) };
    return { value: quantile(figures.map(msOf), 0.99), also: { ...toldOf(asked, figures, pages), ...size } };
  },
  raws: [
    {
      name: 'SQL',
      run: async (scale) => {
        const questions = questionsOf(scale).flatMap(({ question, inSql }) => (inSql ? [question] : []));
        const task: RawKpis = { folder, questions };
        const { figures } = await runProgram<{ readonly figures: readonly number[] }>(rawKpis, task, { withinSeconds });
        return { value: quantile(figures, 0.99) };
      },
    },
  ],
};

/** Writes the pages; to where they are kept they are moved when they are whole. */
async function makePages(scale: Scale, kept: string | undefined): Promise<string> {
  if (scale.keep !== undefined) await mkdir(scale.keep, { recursive: true });
  const made = await mkdtemp(join(scale.keep ?? tmpdir(), 'sijil-bench-kpi-'));
  await runProgram(writePages, { folder: made, tickets: ticketsOf(scale) } satisfies KpiPages, { withinSeconds });
  if (kept === undefined) return made;
  await rename(made, kept);
  return kept;
}

/** Median and 99th percentile of each question and of what stands behind it, and the median of its processor time. */
function toldOf(
  asked: readonly NamedQuestion[],
  figures: readonly Took[],
  pages: readonly Took[],
): Readonly<Record<string, number>> {
  const names = [...new Set(asked.map(({ name }) => name))];
  return Object.assign(
    {},
    ...names.map((name) => {
      const of = (all: readonly Took[]) => all.filter((_, place) => asked[place]?.name === name);
      const [ms, processorMs] = [of(figures).map(msOf), of(figures).map((took) => took.processorMs)];
      return {
        [`${name}: p50`]: quantile(ms, 0.5),
        [`${name}: p99`]: quantile(ms, 0.99),
        [`${name}: processor p50`]: quantile(processorMs, 0.5),
        [`${name}: page p99`]: quantile(of(pages).map(msOf), 0.99),
      };
    }),
  ) as Readonly<Record<string, number>>;
}
const msOf = ({ ms }: Took): number => ms;

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
