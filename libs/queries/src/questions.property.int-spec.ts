import fc from 'fast-check';
import { stories, temporaryStore, told } from '#projections/testing';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { PlainDesk, allPages, copyInto } from '../testing/index.js';
import { Questions } from './open.js';

/** A desk whose pages were copied in batches of these sizes, beside the plain one. */
interface BothDesks {
  readonly questions: Questions;
  readonly plain: PlainDesk;
}

const comparisons: Readonly<Record<string, (desks: BothDesks) => Promise<void>>> = {
  async timelines({ questions, plain }) {
    for (const customerId of ['ann', 'bob', 'cid']) {
      const entries = await allPages(async (before) => {
        const { entries: rows, ...page } = await questions.timelineOf(customerId, { before, limit: 7 });
        return { rows, ...page };
      });
      const shown = entries.map(({ position, kind, id, text, conversationId }) => {
        const place = kind === 'ticket' ? '' : conversationId;
        return { position: Number(position), kind, id, text, conversationId: place };
      });
      expect(shown).toEqual(plain.timeline(customerId));
      expect((await questions.people(customerId)).customerIds).toEqual(plain.person(customerId));
    }
  },

  async tickets({ questions, plain }) {
    for (const expected of plain.tickets()) {
      expect((await questions.ticket(expected.ticketId)).ticket).toMatchObject(expected);
      expect((await questions.ticket(expected.number)).ticket?.ticketId).toBe(expected.ticketId);
    }
  },

  async queues({ questions, plain }) {
    const queued = await allPages(async (after) => {
      const { tickets: rows, ...page } = await questions.queue({ after, limit: 3 });
      return { rows, ...page };
    });
    expect(queued.map(({ ticketId }) => ticketId)).toEqual(plain.queue());
    for (const agent of ['ali', null]) {
      const { tickets } = await questions.queue({ assignee: agent, limit: 1000 });
      const theirs = queued.filter(({ assigneeId }) => assigneeId === agent);
      expect(tickets.map(({ ticketId }) => ticketId)).toEqual(theirs.map(({ ticketId }) => ticketId));
    }
  },

  async figures({ questions, plain }) {
    const span = { from: '2026-02-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', zone: 'UTC', by: 'day' } as const;
    const { figures } = await questions.volume(span);
    const named = figures.map(({ period, channel, inbox, ...counts }) => [`${period} ${channel} ${inbox}`, counts]);
    expect(Object.fromEntries(named)).toEqual(plain.volume());
    const { agents } = await questions.workload();
    expect(Object.fromEntries(agents.map(({ agentId, active }) => [agentId, active]))).toEqual(plain.workload());
  },

  async spans({ questions, plain }) {
    for (const { ticketId } of plain.tickets()) {
      const { spans } = await questions.ticketSpans(ticketId);
      for (const at of plain.instantsOf(ticketId)) {
        const covering = spans.filter(({ since, until }) => since <= at && (until === null || at < until));
        expect(covering).toMatchObject([plain.stretchAt(ticketId, at)]);
      }
    }
  },

  async pastInstants({ questions, plain }) {
    const numbers = plain.tickets().map(({ ticketId }) => ticketId);
    const instants = numbers.flatMap((ticketId) => plain.instantsOf(ticketId)).toSorted();
    for (const asOf of instants.filter((_, turn) => turn % 7 === 0)) {
      const then = numbers.flatMap((ticketId) => plain.wasAt(ticketId, asOf) ?? []);
      for (const ticket of then)
        expect((await questions.ticketAsOf(ticket.ticketId, asOf)).ticket).toMatchObject(ticket);
      const queued = await allPages(async (after) => {
        const { tickets: rows, ...page } = await questions.queueAsOf({ asOf, after, limit: 3 });
        return { rows, ...page };
      });
      const rank = ({ ticketId, priority }: (typeof then)[number]) =>
        [['urgent', 'high', 'normal', 'low'].indexOf(priority), plain.instantsOf(ticketId)[0], ticketId].join(' ');
      const open = then.filter(({ state }) => state === 'new' || state === 'open');
      const inOrder = open.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
      expect(queued.map(({ ticketId }) => ticketId)).toEqual(inOrder.map(({ ticketId }) => ticketId));
      const reach = { agentId: 'ali', teamIds: ['team-0'] };
      const within = inOrder.filter(({ teamId, assigneeId }) => teamId !== 'team-1' || assigneeId === 'ali');
      const { tickets } = await questions.queueAsOf({ asOf, reach, limit: 1000 });
      expect(tickets.map(({ ticketId }) => ticketId)).toEqual(within.map(({ ticketId }) => ticketId));
      const { entries } = await questions.timelineOf('ann', { asOf, limit: 1000 });
      const happened = plain.timeline('ann').filter(({ position }) => plain.happenedBy(position, asOf));
      expect(entries.map(({ position }) => Number(position))).toEqual(happened.map(({ position }) => position));
    }
    const before = '2000-01-01T00:00:00.000Z';
    for (const ticketId of numbers) expect((await questions.ticketAsOf(ticketId, before)).ticket).toBeUndefined();
    expect((await questions.queueAsOf({ asOf: before, limit: 9 })).tickets).toEqual([]);
  },

  async words({ questions, plain }) {
    for (const word of ['parcel', 'refund', 'الفاتوره', 'اين', 'شكرا']) {
      const hits = await allPages(async (after) => {
        const { hits: rows, ...page } = await questions.search(word, { kind: undefined, after, limit: 4 });
        return { rows, ...page };
      });
      expect(hits.map(({ position }) => Number(position)).reverse()).toEqual(plain.positionsWith(word));
    }
  },
};

/** Few where a server makes the tables of each: what differs there are words of SQL, not what they mean. */
const runs = { SQLite: 50, PostgreSQL: 4 };

describe.each(await everyPagePlace())('what the pages answer ($driver)', ({ driver, freshUrl }) => {
  it('is what a plain look at the whole history gives: timelines, tickets, queues, figures, spans and words', async () => {
    const batches = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(stories(150), batches, async (steps, sizes) => {
        const { events } = told(steps).history;
        const desk = await temporaryStore(openReadStore, freshUrl());
        await copyInto(desk, events, sizes);
        const desks = { questions: new Questions(desk.store), plain: new PlainDesk(events) };
        try {
          for (const compare of Object.values(comparisons)) await compare(desks);
        } finally {
          await desk.dispose();
        }
      }),
      { numRuns: runs[driver] },
    );
  });
});
