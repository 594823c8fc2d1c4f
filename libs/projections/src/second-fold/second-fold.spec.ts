import fc from 'fast-check';
import type { MemoryPageWriter } from '#read-store/testing';
import type { PageMark, Row, Table } from '#read-store';
import { copied, damages, listedLog, plainOpener, smallDay, spoil, stories, told } from '../../testing/index.js';
import { tickets } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import { workload } from '../workload/index.js';
import { PagesDiffer } from './pages-differ.js';
import { secondFold } from './second-fold.js';
import { SumsOfFiles } from './sums.js';

const never = new AbortController().signal;
const anyStory = stories(100);

describe('a second fold of the log', () => {
  it('agrees with pages that were copied in log order, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, fc.integer({ min: 1, max: 9 }), async (steps, size) => {
        const { events } = told(steps).history;
        const pages = await copied(events, [size]);
        const files = new Set(events.map(({ stream }) => stream).filter((stream) => stream.startsWith('customer-')));
        for (const mostEvents of [5_000, 3]) {
          const check = secondFold({ log: listedLog(events), opener: plainOpener(), mostEvents });
          expect((await check(pages, never)).files).toBe(files.size);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('agrees as well where streams do not tell where their events stand', async () => {
    const { events } = told(fc.sample(stories(400), { numRuns: 1, seed: 7 })[0] ?? []).history;
    const log = listedLog(events);
    const silent: typeof log = {
      ...log,
      traits: { ...log.traits, streamsTellPositions: false },
      readStream: async (...asked) => (await log.readStream(...asked)).map((event) => ({ ...event, position: 0n })),
    };
    const pages = await copied(events);
    const checks = [log, silent].map((one) => secondFold({ log: one, opener: plainOpener() })(pages, never));
    const [plain, walked] = await Promise.all(checks);
    expect(walked).toEqual(plain);
  });

  it('finds any row of a file that was spoilt, lost, or is of nothing that happened', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, fc.nat(), fc.constantFrom('spoilt', 'lost'), async (steps, pick, how) => {
        const { events } = told(steps).history;
        const pages = await copied(events);
        const rows = [tickets, timeline].flatMap((table) => pages.rowsOf<Row>(table).map((row) => ({ table, row })));
        fc.pre(rows.length > 0);
        const { table, row } = rows[pick % rows.length] as { table: Table; row: Row };
        await pages.commit(new Map([[table, how === 'lost' ? { puts: [], drops: [keyIn(table, row)] } : { puts: [{ ...row, inbox: 'spoilt' }], drops: [] }]]), sameMark(pages)); // prettier-ignore
        const check = secondFold({ log: listedLog(events), opener: plainOpener() })(pages, never);
        await expect(check).rejects.toMatchObject({ code: 'PROJECTION.PAGES_DIFFER', table: table.name });
      }),
      { numRuns: 100 },
    );
  });

  it.each(damages)('finds $table spoilt: $row', async (damage) => {
    const { events } = smallDay();
    const pages = await copied(events);
    const check = (mostEvents: number) => secondFold({ log: listedLog(events), opener: plainOpener(), mostEvents });
    await check(2)(pages, never);
    await spoil(pages, damage);
    for (const mostEvents of [2, 100])
      await expect(check(mostEvents)(pages, never)).rejects.toMatchObject({ code: 'PROJECTION.PAGES_DIFFER', table: damage.table }); // prettier-ignore
  });

  it('leaves sums alone that somebody dropped an event of, and says so of no other', async () => {
    const history = smallDay();
    const [message] = history.events;
    history.record('ParkedEventDropped', { eventId: message?.id ?? '' }, { stream: 'pages-desk' });
    const { events } = history;
    const check = secondFold({ log: listedLog(events), opener: plainOpener() });
    expect(await check(await copied(events.slice(1)), never)).toMatchObject({ files: 0 });
    expect(await check(await copied(events), never)).toMatchObject({ files: 0 });
  });

  it('tells of more sums than there is room for some, and always the same', () => {
    const sums = (room: number) => {
      const all = new SumsOfFiles(room);
      for (let n = 0; n < 1_000; n += 1) all.add([{ table: workload, row: { agentId: `a${n % 500}`, open: 1 } }]);
      return [...all.rows()].map(({ row }) => row);
    };
    expect(sums(1_000)).toHaveLength(500);
    expect(sums(100).length).toBeGreaterThan(20);
    expect(sums(100).length).toBeLessThanOrEqual(100);
    expect(sums(1_000)).toEqual(expect.arrayContaining(sums(100)));
  });

  it('names the row by its ids and the columns that differ, never what people wrote', () => {
    const difference = { table: 'tickets', row: 'ann.1', stream: 'customer-ann', columns: ['state', 'tags'] };
    expect(new PagesDiffer(difference).message).toBe(
      'row ann.1 of tickets says otherwise in state, tags than the fold of customer-ann',
    );
    expect(new PagesDiffer({ ...difference, columns: [] }).message).toContain('is missing, or one too many');
  });

  it('looks at files all over a long log, and at each once', async () => {
    const { events } = told(fc.sample(stories(400), { numRuns: 1, seed: 7 })[0] ?? []).history;
    const pages = await copied(events);
    const look = (looks: number) => secondFold({ log: listedLog(events), opener: plainOpener(), looks })(pages, never);
    expect((await look(events.length)).files).toBe(3);
    expect((await look(1)).files).toBeLessThanOrEqual(1);
  });
});

const keyIn = ({ key }: Table, row: Row) => key.map((column) => row[column] as string | number);
const sameMark = ({ mark }: MemoryPageWriter): PageMark => mark;
