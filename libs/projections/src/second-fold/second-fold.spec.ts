import fc from 'fast-check';
import type { MemoryPageWriter } from '#read-store/testing';
import type { PageMark, Row, Table } from '#read-store';
import { copied, listedLog, plainOpener, stories, told } from '../../testing/index.js';
import { tickets } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import { PagesDiffer } from './pages-differ.js';
import { secondFold } from './second-fold.js';

const never = new AbortController().signal;
const anyStory = stories(100);

describe('a second fold of the log', () => {
  it('agrees with pages that were copied in log order, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, fc.integer({ min: 1, max: 9 }), async (steps, size) => {
        const { events } = told(steps).history;
        const pages = await copied(events, [size]);
        const checked = await secondFold({ log: listedLog(events), opener: plainOpener() })(pages, never);
        const files = new Set(events.map(({ stream }) => stream).filter((stream) => stream.startsWith('customer-')));
        expect(checked.files).toBe(files.size);
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
