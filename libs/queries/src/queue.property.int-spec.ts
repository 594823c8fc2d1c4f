import fc from 'fast-check';
import { isWithin, priorities } from '#domain';
import type { Priority } from '#domain';
import { minute } from '#domain/testing';
import type { History } from '#projections/testing';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { allPages, openTestDesk } from '../testing/index.js';
import type { TestDesk } from '../testing/index.js';
import type { AssignedTicketView } from './ticket-view.js';
import type { QueueFilters } from './queue-stretches.js';

const [inboxes, teams, agents, tags, languages] = [['mail', 'chat'], ['north', 'south', 'east'], ['ali', 'mona'], ['vip', 'late'], ['ar', 'en']]; // prettier-ignore
const states = ['new', 'open', 'pending', 'snoozed', 'resolved'] as const;
const instants = Array.from({ length: 12 }, (_, n) => minute(n));

/** What became of one ticket. */
interface Fate {
  readonly inbox: string;
  readonly team: string | null;
  readonly agent: string | null;
  readonly priority: Priority;
  readonly state: (typeof states)[number];
  readonly tags: readonly string[];
  readonly language: string;
  readonly openedAt: string;
  readonly answeredAt: string | null;
}

const fates: fc.Arbitrary<readonly Fate[]> = fc.array(
  fc.record({
    inbox: fc.constantFrom(...inboxes),
    team: fc.constantFrom(null, ...teams),
    agent: fc.constantFrom(null, ...agents),
    priority: fc.constantFrom(...priorities),
    state: fc.constantFrom(...states),
    tags: fc.subarray(tags),
    language: fc.constantFrom(...languages),
    openedAt: fc.constantFrom(...instants),
    answeredAt: fc.constantFrom(null, null, ...instants),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
);

/** A filter in every other question. */
const perhaps = <T>(filter: fc.Arbitrary<T>) => fc.option(filter, { nil: undefined, freq: 2 });

const questions: fc.Arbitrary<QueueFilters & { readonly limit: number }> = fc.record({
  limit: fc.integer({ min: 1, max: 9 }),
  inbox: perhaps(fc.constantFrom(...inboxes)),
  team: perhaps(fc.constantFrom(...teams)),
  assignee: perhaps(fc.constantFrom(null, ...agents)),
  state: perhaps(fc.constantFrom('new', 'open', 'pending', 'snoozed')),
  priority: perhaps(fc.constantFrom(...priorities)),
  tag: perhaps(fc.constantFrom(...tags)),
  language: perhaps(fc.constantFrom(...languages)),
  waitingSince: perhaps(fc.constantFrom(...instants)),
  reach: perhaps(fc.record({ agentId: fc.constantFrom(...agents), teamIds: fc.subarray(teams) })),
});

function tell(history: History, place: number, fate: Fate): void {
  const [ticketId, conversationId, messageId] = [`k${place}.1`, `k${place}.c1`, `m${place}`];
  const about = { ticketId, cause: messageId };
  const at = (occurredAt: string) => ({ stream: `customer-k${place}`, occurredAt });
  const { inbox, language, openedAt } = fate;
  history.record('MessageReceived', { messageId, conversationId, inbox, language }, at(openedAt));
  history.record('TicketOpened', { ...about, conversationId, inbox, number: place }, at(openedAt));
  if (fate.team !== null) history.record('TicketHandedOver', { ...about, teamId: fate.team }, at(openedAt));
  if (fate.agent !== null) history.record('TicketAssigned', { ...about, agentId: fate.agent }, at(openedAt));
  history.record('TicketPrioritised', { ...about, priority: fate.priority }, at(openedAt));
  for (const tag of fate.tags) history.record('TicketTagged', { ...about, tag }, at(openedAt));
  if (fate.answeredAt !== null)
    history.record('ReplyWritten', { ...about, messageId: `r${place}`, conversationId }, at(fate.answeredAt));
  if (fate.state === 'pending') history.record('TicketPending', about, at(minute(20)));
  if (fate.state === 'snoozed') history.record('TicketSnoozed', { ...about, until: minute(99) }, at(minute(20)));
  if (fate.state === 'resolved') history.record('TicketResolved', about, at(minute(20)));
}

/** The queue the slow and plain way: every card there is, looked at one by one, and sorted. */
function lookedThrough(cards: readonly AssignedTicketView[], asked: QueueFilters): readonly string[] {
  const { inbox, team, assignee, state, priority, tag, language, waitingSince, reach } = asked;
  const is = (wanted: string | null | undefined, held: string | null) => wanted === undefined || wanted === held;
  const stands = (card: AssignedTicketView) =>
    (state === undefined ? card.state === 'new' || card.state === 'open' : card.state === state) &&
    is(inbox, card.inbox) &&
    is(team, card.teamId) &&
    is(assignee, card.assigneeId) &&
    is(priority, card.priority) &&
    is(language, card.language) &&
    (tag === undefined || card.tags.includes(tag)) &&
    (waitingSince === undefined || (card.waitingSince !== null && card.waitingSince <= waitingSince)) &&
    (reach === undefined || isWithin(reach, card));
  return cards
    .filter(stands)
    .toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1))
    .map(({ ticketId }) => ticketId);
}

function rankOf({ priority, waitingSince, answeredAt, stateSince, ticketId }: AssignedTicketView): string {
  const quiet = [answeredAt ?? '', stateSince].toSorted().at(-1);
  return [3 - priorities.indexOf(priority), waitingSince === null ? 1 : 0, waitingSince ?? quiet, ticketId].join(' ');
}

async function cardsOf({ questions }: TestDesk, count: number): Promise<readonly AssignedTicketView[]> {
  const answers = await Promise.all(Array.from({ length: count }, (_, place) => questions.ticket(`k${place}.1`)));
  return answers.flatMap(({ ticket }) => ticket ?? []);
}

/** Few where a server makes the tables of each: what differs there are words of SQL, not what they mean. */
const runs = { SQLite: 60, PostgreSQL: 5 };

describe.each(await everyPagePlace())('a queue ($driver)', ({ driver, freshUrl }) => {
  it('shows somebody of no team what is theirs, whichever team it is with', async () => {
    const desk = await openTestDesk(openReadStore, freshUrl());
    const fate = { inbox: 'mail', team: 'east', priority: 'low', state: 'new', tags: [], language: 'ar', openedAt: minute(1), answeredAt: null } as const; // prettier-ignore
    try {
      for (const [place, agent] of ['ali', 'mona', null].entries()) tell(desk.history, place, { ...fate, agent });
      await desk.copy();
      const { tickets } = await desk.questions.queue({ reach: { agentId: 'ali', teamIds: [] }, limit: 9 });
      expect(tickets.map(({ ticketId }) => ticketId)).toEqual(['k0.1']);
    } finally {
      await desk.dispose();
    }
  });

  it('is what a look through every ticket would find, whatever it is filtered by and whoever asks, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fates,
        fc.array(questions, { minLength: 20, maxLength: 60, size: 'max' }),
        async (lot, asked) => {
          const desk = await openTestDesk(openReadStore, freshUrl());
          try {
            lot.forEach((fate, place) => tell(desk.history, place, fate));
            await desk.copy();
            const cards = await cardsOf(desk, lot.length);
            expect(cards).toHaveLength(lot.length);
            for (const question of asked) {
              const shown = await allPages(async (after) => {
                const { tickets: rows, ...page } = await desk.questions.queue({ ...question, after });
                return { rows, ...page };
              });
              expect(shown.map(({ ticketId }) => ticketId)).toEqual(lookedThrough(cards, question));
            }
          } finally {
            await desk.dispose();
          }
        },
      ),
      { numRuns: runs[driver] },
    );
  });
});
