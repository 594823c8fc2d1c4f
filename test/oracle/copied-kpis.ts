import type { RecordedEvent } from '#event-log';
import { definitionOf } from '#kpi';
import type { FactRow, KpiFact, KpiFigure, KpiQuestion, KpiTables, NumberedName, PastFactRow } from '#kpi';
import { Figuring, kpiCopyist, kpiPages, KpiQuestions, reckoningRead } from '#kpi/open';
import { rebuild } from '#projections';
import { batchesOf, listedLog } from '#projections/testing';
import type { PageWriter, ReadStore } from '#read-store';
import { openReadStore, removePages } from '#read-store/open';
import { MemoryPageWriter } from '#read-store/testing';
import type { PagePlaces } from '#read-store/testing';

async function copy(events: readonly RecordedEvent[], writer: PageWriter): Promise<void> {
  const copyist = kpiCopyist(writer);
  await copyist.fold(events);
  await copyist.write();
}

/** Answers questions as the log knew them at a position. */
export type Ask = (question: KpiQuestion, knownAt: bigint) => readonly KpiFigure[];

/** Lets the engine copy these events into pages in memory, and count what stands there: what is known now, out of roll-ups. */
export async function kpisInMemory(events: readonly RecordedEvent[]): Promise<Ask> {
  const pages = new MemoryPageWriter(kpiPages);
  await copy(events, pages);
  const [rows, rolled, head] = [rowsOf(pages), rollUpsOf(pages), events.at(-1)?.position ?? 0n];
  return (question, knownAt) => {
    const definition = definitionOf(question.id);
    if (definition === undefined) throw new TypeError(`there is no KPI ${question.id}`);
    if (knownAt >= head) return rolled(question, definition.kind);
    const figuring = new Figuring(question);
    for (const { kind, knownFrom, knownTo, fact } of rows) {
      if (kind === definition.kind && knownFrom <= knownAt && knownAt < knownTo) figuring.add(fact);
    }
    return figuring.figures();
  };
}

/** What the desk makes of the roll-ups. */
function rollUpsOf(pages: MemoryPageWriter) {
  const named = (name: string) => kpiPages.tables.filter((table) => table.name === name);
  const names = named('names')
    .flatMap((table) => pages.rowsOf<KpiTables['names']>(table))
    .map(({ dimension, number, name }) => [dimension, number, name] as NumberedName);
  const stretches = named('rollups').flatMap((table) => pages.rowsOf<KpiTables['rollups']>(table));
  return (question: KpiQuestion, kind: string): readonly KpiFigure[] => {
    const reading = reckoningRead({ question, names });
    for (const { facts } of stretches.filter((each) => each.kind === kind)) reading.take(reading.opened(facts));
    return reading.told();
  };
}

function rowsOf(pages: MemoryPageWriter) {
  const named = (name: string) => kpiPages.tables.filter((table) => table.name === name);
  const now = named('facts').flatMap((table) => pages.rowsOf<FactRow>(table));
  const past = named('pastFacts').flatMap((table) => pages.rowsOf<PastFactRow>(table));
  const all = [...now.map((row) => ({ ...row, knownTo: Infinity })), ...past];
  const inTime = all.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return inTime.map((row) => ({ ...row, fact: JSON.parse(row.fact) as KpiFact }));
}

type AskStored<Result> = (kpis: KpiQuestions) => Promise<Result>;

/** Lets the engine copy these events into stored pages, and answers every question from them, as the desk does. */
export const withKpis = <Result>(
  at: PagePlaces,
  events: readonly RecordedEvent[],
  ask: AskStored<Result>,
): Promise<Result> =>
  inPages(at, async (store) => {
    await copyInBatches(events, [events.length], store);
    return ask(new KpiQuestions(store));
  });

/** In what batches events are copied into stored pages, and where these lie. */
export interface Copied {
  readonly at: PagePlaces;
  readonly sizes: readonly number[];
}

/**
 * The same, copied in batches of these sizes, and then all of it again beside that: nothing may differ. What is asked is
 * what the rebuild put in their place.
 */
export const withRebuiltKpis = <Result>(
  { at, sizes }: Copied,
  events: readonly RecordedEvent[],
  ask: AskStored<Result>,
): Promise<Result> =>
  inPages(at, async (store) => {
    await copyInBatches(events, sizes, store);
    const parts = { log: listedLog(events), copyist: kpiCopyist, store, signal: new AbortController().signal };
    const { comparison } = await rebuild({ ...parts, compare: true });
    expect(comparison).toMatchObject({ differences: 0, position: BigInt(events.length) });
    return ask(new KpiQuestions(store));
  });

async function copyInBatches(
  events: readonly RecordedEvent[],
  sizes: readonly number[],
  store: ReadStore<KpiTables>,
): Promise<void> {
  const writer = await store.live();
  for (const batch of batchesOf(events, sizes)) await copy(batch, writer);
  await writer.close();
}

async function inPages<Result>(
  { freshUrl }: PagePlaces,
  work: (store: ReadStore<KpiTables>) => Promise<Result>,
): Promise<Result> {
  const url = freshUrl();
  const store = await openReadStore<KpiTables>(url, kpiPages);
  try {
    return await work(store);
  } finally {
    await store.close();
    await removePages(url);
  }
}
