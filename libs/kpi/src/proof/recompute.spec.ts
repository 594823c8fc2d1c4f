import type { RecordedEvent } from '#event-log';
import { History } from '#projections/testing';
import type { KpiFigure, KpiQuestion } from '../figures/index.js';
import { recompute } from './recompute.js';

const at = (dayAndTime: string) => `2026-03-${dayAndTime}:00.000Z`;
const march: KpiQuestion = {
  id: '',
  from: at('01T00:00'),
  to: '2026-04-01T00:00:00.000Z',
  zone: 'UTC',
  by: 'all',
  group: [],
  filters: {},
  window: '7d',
  sameTopic: false,
  asOf: '2026-04-30T00:00:00.000Z',
};
type Asked = Partial<KpiQuestion>;

const figures = (events: readonly RecordedEvent[], id: string, asked: Asked = {}): readonly KpiFigure[] =>
  recompute(events, { ...march, id, ...asked });

function share(events: readonly RecordedEvent[], id: string, asked: Asked = {}) {
  const [figure] = figures(events, id, asked);
  return [figure?.numerator, figure?.denominator, figure?.open];
}
const value = (events: readonly RecordedEvent[], id: string, asked: Asked = {}) => figures(events, id, asked)[0]?.value;

const ali = { class: 'agent', id: 'ali' } as const;

/** Ann asks, asks again, is answered both times, and comes back two days after it was resolved. */
function annComesBack(): readonly RecordedEvent[] {
  const history = new History();
  const told = { channel: 'email' as const };
  history.record('MessageReceived', { messageId: 'm1', ...told }, { occurredAt: at('01T08:00') });
  history.record('TicketOpened', { cause: 'm1' }, { occurredAt: at('01T08:00') });
  history.record('TicketAssigned', { agentId: 'ali' }, { occurredAt: at('01T08:05'), actor: ali });
  history.record('ReplyWritten', { messageId: 'r1' }, { occurredAt: at('01T08:10'), actor: ali });
  history.record('MessageReceived', { messageId: 'm2', ...told }, { occurredAt: at('01T08:30') });
  history.record('ReplyWritten', { messageId: 'r2' }, { occurredAt: at('01T08:50'), actor: ali });
  history.record('TicketResolved', {}, { occurredAt: at('01T09:00'), actor: ali });
  history.record('MessageReceived', { messageId: 'm3', ...told }, { occurredAt: at('03T10:00') });
  history.record('TicketReopened', { cause: 'm3' }, { occurredAt: at('03T10:00') });
  const rule = { class: 'automation', id: 'rule' } as const;
  history.record('TicketResolved', {}, { occurredAt: at('03T11:00'), actor: rule });
  return history.events;
}

describe('figures worked out by the page alone, held against what was reckoned by hand', () => {
  const story = annComesBack();

  it('of contacts: what follows a resolution is a new one, what comes in between is not', () => {
    expect(figures(story, 'contacts')).toMatchObject([{ value: 2, counts: { events: 2, tickets: 1, customers: 1 } }]);
    expect(share(story, 'contacts_per_issue')).toEqual([2, 1, 0]);
  });

  it('of repeats: fifty hours after the first contact is within a week and not within a day', () => {
    expect(share(story, 'no_repeat_in_window')).toEqual([1, 2, 0]);
    expect(share(story, 'no_repeat_in_window', { window: '24h' })).toEqual([2, 2, 0]);
    expect(share(story, 'repeat_rate_forward')).toEqual([1, 2, 0]);
    expect(share(story, 'repeat_rate_backward')).toEqual([1, 2, 0]);
    expect(share(story, 'no_repeat_in_window', { sameTopic: true })).toEqual([undefined, undefined, undefined]);
  });

  it('asked on the second day: the contact of the third has not come yet, and the first may still be repeated', () => {
    expect(share(story, 'no_repeat_in_window', { asOf: at('02T00:00') })).toEqual([1, 1, 1]);
  });

  it('of the first resolution: reopened, by one agent, with two replies, never handed on', () => {
    expect(share(story, 'no_reopen')).toEqual([0, 1, 0]);
    expect(share(story, 'reopen_rate')).toEqual([1, 1, 0]);
    expect(share(story, 'one_agent')).toEqual([1, 1, 0]);
    expect(share(story, 'one_reply')).toEqual([0, 1, 0]);
    expect(share(story, 'transfer_rate')).toEqual([0, 1, 0]);
    expect(share(story, 'customer_says', { asOf: at('15T08:59') })).toEqual([0, 0, 1]);
    expect(figures(story, 'customer_says', { asOf: at('15T09:00') })).toEqual([]);
  });

  it('of times: ten minutes to the first response, twenty to the next, an hour and 51 to the resolutions', () => {
    expect(value(story, 'first_response_time')).toBe(600);
    expect(figures(story, 'next_response_time')).toMatchObject([{ counts: { events: 1 }, value: 1200, open: 0 }]);
    expect(value(story, 'first_resolution_time')).toBe(3600);
    expect(figures(story, 'full_resolution_time')).toMatchObject([{ value: 51 * 3600, open: 1, provisional: true }]);
  });

  it('give the credit of a resolution by a rule to whoever had the ticket', () => {
    expect(figures(story, 'full_resolution_time', { group: ['agent'] })).toMatchObject([{ group: { agent: 'ali' } }]);
  });

  it('known before Ann came back are what they were then', () => {
    const then = story.slice(0, 7);
    expect(share(then, 'no_reopen')).toEqual([1, 1, 1]);
    expect(share(then, 'no_repeat_in_window')).toEqual([1, 1, 0]);
  });

  it('of a backlog stand at the end of each day, also where nothing is at work', () => {
    const range = { by: 'day', from: at('01T00:00'), to: at('03T10:30'), zone: 'UTC' } as const;
    expect(figures(story, 'backlog', range).map((day) => [day.period, day.value, day.seconds?.mean])).toEqual([
      ['2026-03-01', 0, null],
      ['2026-03-02', 0, null],
      ['2026-03-03', 1, 50.5 * 3600],
    ]);
    const bands = figures(story, 'backlog', range)[2]?.bands ?? [];
    expect(bands.map(({ tickets }) => tickets)).toEqual([0, 1, 0, 0, 0, 0]);
  });
});

describe('figures of calls, reckoned by hand', () => {
  const history = new History();
  const call = (messageId: string, time: string, said: object) => {
    const startedAt = at(time);
    const seconds = { startedAt, endedAt: at(`${time.slice(0, 3)}09:10`), talkedSeconds: 600 };
    const by = { direction: 'inbound' as const, ...seconds, ...said };
    history.record('CallLogged', { messageId, ...by }, { occurredAt: startedAt });
  };
  call('c1', '01T09:00', { outcome: 'answered' });
  history.record('TicketOpened', { cause: 'c1' }, { occurredAt: at('01T09:00') });
  history.record('TicketResolved', {}, { occurredAt: at('01T09:25'), actor: ali });
  call('c2', '02T09:00', { outcome: 'answered', talkedSeconds: 1 });
  call('c3', '02T09:05', { outcome: 'abandoned' });
  call('c4', '02T09:06', { outcome: 'voicemail' });
  call('c5', '02T09:07', { outcome: 'answered', direction: 'outbound' });
  const { events } = history;

  it('count inbound ones: solved up to fifteen minutes after, given up, missed', () => {
    expect(value(events, 'calls')).toBe(4);
    expect(share(events, 'solved_in_call')).toEqual([1, 2, 0]);
    expect(share(events, 'solved_in_call', { asOf: at('02T09:24') })).toEqual([1, 2, 1]);
    expect(share(events, 'abandoned_calls')).toEqual([1, 4, 0]);
    expect(share(events, 'missed_calls')).toEqual([1, 4, 0]);
    expect(figures(events, 'talk_time')).toMatchObject([{ seconds: { mean: 300.5, median: 1, p90: 600 } }]);
  });

  it('stand each in a contact of its own', () => {
    expect(figures(events, 'contacts', { by: 'day' }).map(({ period, value: count }) => [period, count])).toEqual([
      ['2026-03-01', 1],
      ['2026-03-02', 3],
    ]);
  });
});

describe('figures of people', () => {
  const history = new History();
  const write = (customer: string, messageId: string, time: string, said: object = {}) => {
    const about = { messageId, conversationId: `${customer}.c1`, channel: 'chat' as const, ...said };
    history.record('MessageReceived', about, { stream: `customer-${customer}`, occurredAt: at(time) });
  };
  write('ann', 'a1', '01T08:00');
  write('bob', 'b1', '03T08:00');
  write('bob', 'b2', '04T07:59');
  write('bob', 'b3', '05T07:59');
  write('cid', 'n1', '05T08:00', { handleClass: 'shared' });
  history.record('CustomersMerged', { firstCustomerId: 'ann', secondCustomerId: 'bob' }, { stream: 'link-ann-bob' });
  history.record('CustomersUnmerged', { firstCustomerId: 'ann', secondCustomerId: 'bob' }, { stream: 'link-ann-bob' });
  const known = (position: number) => history.events.slice(0, position);

  it('follow the links that are in force: who was merged repeats, who was parted does not', () => {
    expect(share(known(5), 'no_repeat_in_window', { window: '72h' })).toEqual([2, 3, 0]);
    expect(share(known(6), 'no_repeat_in_window', { window: '72h' })).toEqual([1, 3, 0]);
    expect(share(known(7), 'no_repeat_in_window', { window: '72h' })).toEqual([2, 3, 0]);
    expect(figures(known(6), 'contacts')[0]?.counts).toEqual({ events: 4, tickets: 0, customers: 2 });
  });

  it('part chat contacts after a day of silence, by what the inbox says where it says something', () => {
    expect(value(known(3), 'contacts')).toBe(2);
    const connected = new History();
    connected.record('InboxConnected', { silenceSeconds: 3600 }, { stream: 'inbox-support' });
    const later = history.events.slice(0, 4).map((event) => ({ ...event, position: event.position + 1n }));
    expect(value([...connected.events, ...later], 'contacts')).toBe(4);
  });
});

describe('periods in local time', () => {
  const history = new History();
  for (const [place, time] of ['14:30', '15:00', '15:30', '16:29'].entries()) {
    const occurredAt = `2026-04-04T${time}:00.000Z`;
    const own = { messageId: `m${place}`, startedAt: occurredAt, endedAt: occurredAt };
    history.record('CallLogged', { ...own, direction: 'inbound' }, { occurredAt });
  }
  const lordHowe = { zone: 'Australia/Lord_Howe', from: '2026-04-01T00:00:00.000Z', to: '2026-05-01T00:00:00.000Z' };
  const periods = (by: KpiQuestion['by']) =>
    figures(history.events, 'calls', { ...lordHowe, by }).map(({ period, value: count }) => [period, count]);

  it('name the hour that comes twice by its offset', () => {
    expect(periods('hour')).toEqual([
      ['2026-04-05T01+11:00', 1],
      ['2026-04-05T01+10:30', 1],
      ['2026-04-05T02+10:30', 2],
    ]);
  });

  it('name days, weeks by their Monday, and months', () => {
    expect([periods('day'), periods('week'), periods('month'), periods('all')]).toEqual(
      ['2026-04-05', '2026-03-30', '2026-04', ''].map((name) => [[name, 4]]),
    );
  });
});
