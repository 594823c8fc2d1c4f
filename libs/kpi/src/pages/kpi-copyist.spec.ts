import type { Actor } from '#domain';
import { minute } from '#domain/testing';
import { History } from '#projections/testing';
import { MemoryPageWriter } from '#read-store/testing';
import type { KpiFact } from '../facts/index.js';
import { kpiCopyist } from './kpi-copyist.js';
import { facts, kpiPages } from './kpi.tables.js';
import type { FactRow } from './kpi.tables.js';

const hour = 60;
const day = 24 * hour;
const week = 7 * day;

/** A story of customer `ann`, told in minutes. */
class Story {
  readonly history = new History();

  message(
    messageId: string,
    at: number,
    said: { handleClass?: 'shared'; automatic?: 'auto-reply' } = {},
    who = 'ann',
  ): this {
    const clear = { messageId, conversationId: `${who}.c1`, ...said };
    this.history.record('MessageReceived', clear, { occurredAt: minute(at), stream: `customer-${who}` });
    return this;
  }

  call(messageId: string, at: number, outcome: 'answered' | 'missed' = 'answered'): this {
    const [startedAt, endedAt] = [minute(at), minute(at + 5)];
    const clear = { messageId, conversationId: 'ann.c2', direction: 'inbound', outcome, startedAt, endedAt } as const;
    this.history.record('CallLogged', { ...clear, talkedSeconds: 240 }, { occurredAt: startedAt });
    return this;
  }

  ticket(type: 'TicketOpened' | 'TicketResolved' | 'TicketReopened' | 'MarkedAsSpam', at: number, cause = 'k'): this {
    this.history.record(type, { ticketId: 'ann.1', cause }, { occurredAt: minute(at) });
    return this;
  }

  /** The beginning of a conversation that another system kept. */
  imported(at: number, actor: Actor): this {
    const opening = { ticketId: 'ann.1', channel: 'email', cause: 'import' } as const;
    this.history.record('TicketOpened', opening, { occurredAt: minute(at), actor });
    return this;
  }

  reply(messageId: string, at: number, agent = 'ali'): this {
    const actor = { class: 'agent', id: agent } as const;
    this.history.record('ReplyWritten', { messageId, ticketId: 'ann.1' }, { occurredAt: minute(at), actor });
    return this;
  }

  merge(): this {
    const link = { firstCustomerId: 'ann', secondCustomerId: 'bob' };
    this.history.record('CustomersMerged', link, { stream: 'link-ann-bob' });
    return this;
  }

  async facts<Kind extends KpiFact['kind']>(kind: Kind): Promise<readonly Extract<KpiFact, { kind: Kind }>[]> {
    const pages = new MemoryPageWriter(kpiPages);
    const copyist = kpiCopyist(pages);
    await copyist.fold(this.history.events);
    await copyist.write();
    const all = pages.rowsOf<FactRow>(facts).map(({ fact }) => JSON.parse(fact) as KpiFact);
    return all.filter((fact): fact is Extract<KpiFact, { kind: Kind }> => fact.kind === kind);
  }
}
const story = () => new Story();
const reasonsOf = async (told: Story) => (await told.facts('contact')).map(({ itemId, reason }) => [itemId, reason]);

describe('A contact begins', () => {
  it('with the first message of a conversation, and not with what follows soon', async () => {
    expect(await reasonsOf(story().message('m1', 0).message('m2', hour))).toEqual([['m1', 'first']]);
  });
  it('after exactly so much silence on both sides as the inbox states, and not a moment before', async () => {
    expect(await reasonsOf(story().message('m1', 0).message('m2', week))).toEqual([
      ['m1', 'first'],
      ['m2', 'after-silence'],
    ]);
    expect(await reasonsOf(story().message('m1', 0).reply('r1', day).message('m2', week))).toEqual([['m1', 'first']]);
  });
  it('with a message after the ticket was resolved', async () => {
    const told = story()
      .message('m1', 0)
      .ticket('TicketOpened', 0, 'm1')
      .ticket('TicketResolved', hour)
      .message('m2', 2 * hour);
    expect(await reasonsOf(told)).toEqual([
      ['m1', 'first'],
      ['m2', 'after-resolution'],
    ]);
  });
  it('with every call, also one that nobody answered', async () => {
    expect(await reasonsOf(story().call('c1', 0).call('c2', 10, 'missed'))).toEqual([
      ['c1', 'call'],
      ['c2', 'call'],
    ]);
  });
  it('with no automatic reply', async () => {
    expect(await reasonsOf(story().message('m1', 0, { automatic: 'auto-reply' }))).toEqual([]);
  });
  it.each([
    ['when the customer began it', { class: 'customer', id: 'ann' }, 1],
    ['but not when an agent did', { class: 'agent', id: 'ali' }, 0],
  ] as const)('with an imported conversation, %s', async (_when, actor, contacts) => {
    const imported = story().imported(0, actor).reply('r1', 1);
    expect(await imported.facts('contact')).toHaveLength(contacts);
    expect(await imported.facts('opening')).toMatchObject([{ channel: 'email', contacts }]);
  });
  it('where it happened, however late it is told', async () => {
    const late = await reasonsOf(story().message('m2', week).message('m1', 0));
    expect(late).toEqual([
      ['m1', 'first'],
      ['m2', 'after-silence'],
    ]);
  });
});

describe('A contact is repeated', () => {
  const neighbours = async (told: Story) =>
    (await told.facts('contact')).map(({ itemId, previous, next }) => [itemId, previous, next]);

  it('by the next contact of the same person, in any conversation', async () => {
    expect(await neighbours(story().message('m1', 0).call('c1', hour))).toEqual([
      ['c1', minute(0), null],
      ['m1', null, minute(hour)],
    ]);
  });
  it('by one in another file once both are known to be of one person', async () => {
    const apart = story().message('m1', 0).message('n1', hour, {}, 'bob');
    expect(await neighbours(apart)).toEqual([
      ['m1', null, null],
      ['n1', null, null],
    ]);
    expect(await neighbours(apart.merge())).toEqual([
      ['m1', null, minute(hour)],
      ['n1', minute(0), null],
    ]);
  });
  it('by nothing where its handle is of many people, or its ticket is spam', async () => {
    const shared = story().message('m1', 0, { handleClass: 'shared' }).call('c1', hour);
    expect(await neighbours(shared)).toEqual([
      ['c1', null, null],
      ['m1', null, null],
    ]);
    const spam = story().message('m1', 0).ticket('TicketOpened', 0, 'm1').ticket('MarkedAsSpam', 5).call('c1', hour);
    expect((await spam.facts('contact')).map(({ exclusion, next }) => [exclusion, next])).toEqual([
      ['', null],
      ['spam', null],
    ]);
  });
});

describe('A ticket', () => {
  it('is answered first by an agent’s first reply, and then each time the customer asked again', async () => {
    const told = story()
      .message('m1', 0)
      .ticket('TicketOpened', 0, 'm1')
      .reply('r1', 30)
      .reply('r2', 40)
      .message('m2', 50)
      .message('m3', 55)
      .reply('r3', 70);
    expect(await told.facts('first-response')).toMatchObject([{ ms: 30 * 60_000, agent: 'ali' }]);
    expect(await told.facts('next-response')).toMatchObject([{ at: minute(50), ms: 20 * 60_000 }]);
  });
  it('has a first resolution that stays, and one in force that a reopening takes away', async () => {
    const told = story()
      .message('m1', 0)
      .ticket('TicketOpened', 0, 'm1')
      .reply('r1', 10)
      .ticket('TicketResolved', hour)
      .ticket('TicketReopened', 2 * hour);
    const first = { at: minute(hour), ms: hour * 60_000, reopened: true, replies: 1, agents: 1 };
    expect(await told.facts('resolution')).toMatchObject([first]);
    expect(await told.facts('full-resolution')).toEqual([]);
    expect(await told.ticket('TicketResolved', 3 * hour).facts('full-resolution')).toMatchObject([
      { ms: 3 * hour * 60_000 },
    ]);
  });
  it('is at work from its opening and each reopening to the next resolution', async () => {
    const told = story()
      .message('m1', 0)
      .ticket('TicketOpened', 0, 'm1')
      .ticket('TicketResolved', hour)
      .ticket('TicketReopened', 2 * hour);
    expect((await told.facts('span')).map(({ at, end }) => [at, end])).toEqual([
      [minute(0), minute(hour)],
      [minute(2 * hour), null],
    ]);
  });
});
