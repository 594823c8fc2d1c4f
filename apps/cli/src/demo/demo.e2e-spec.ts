import { countDay } from './plan/count-day.js';
import { planDay } from './plan/plan-day.js';
import type { DemoResult } from './run-demo.js';
import { runDemo } from './run-demo.js';

const unseen = { show: () => undefined, end: () => undefined };
const days = [
  { seed: 1, customers: 30 },
  { seed: 2026, customers: 45 },
];

describe.each(days)('a desk that lives through day $seed with $customers customers', ({ seed, customers }) => {
  const expected = countDay(planDay(seed, customers));
  let result: DemoResult;

  beforeAll(async () => {
    const signal = new AbortController().signal;
    result = await runDemo({ seed, customers, signal, living: unseen, rebuilding: unseen });
    // A whole day: seconds where it is quiet, minutes beside others. How long it may take is the bench's to judge.
  }, 300_000);

  const sum = (of: 'messages' | 'automatic' | 'calls' | 'outboundCalls', channel?: string): number =>
    result.report.volume.figures
      .filter((figure) => channel === undefined || figure.channel === channel)
      .reduce((total, figure) => total + figure[of], 0);

  it('knows as many people as there are', () => {
    expect(result.report.people).toHaveLength(expected.people);
  });

  it('has every message once, on every channel', () => {
    const messages = {
      email: sum('messages', 'email'),
      chat: sum('messages', 'chat'),
      social: sum('messages', 'social'),
    };
    expect(messages).toEqual(expected.messages);
  });

  it('tells what machines wrote from what people wrote', () => {
    expect(sum('automatic')).toBe(expected.automatic);
  });

  it('has every call once, with the side that called', () => {
    expect({ calls: sum('calls'), outbound: sum('outboundCalls') }).toEqual({
      calls: expected.calls,
      outbound: expected.outboundCalls,
    });
  });

  it('quarantines what nobody can read, and nothing else', () => {
    expect(result.report.quarantined).toHaveLength(expected.quarantined);
  });

  it('turns forgeries away at the door', () => {
    expect(result.doors.turnedAway).toHaveLength(expected.turnedAway);
  });

  it('keeps once what comes twice', () => {
    const { delivered } = result.doors;
    expect(delivered - expected.turnedAway - result.report.envelopes).toBe(expected.repeated);
  });

  const shown = (kpi: string) => result.kpis.shown.find(({ definition }) => definition.id === kpi)?.figures ?? [];

  it('tells figures with their definitions, each of which raw events say too', () => {
    expect(result.kpis.shown.map(({ definition }) => `${definition.id}@${definition.version}`)).toEqual([
      'no_repeat_in_window@1',
      'repeat_rate_backward@1',
      'first_response_time@1',
      'contacts@1',
    ]);
    expect(result.kpis.shown.flatMap(({ disagreements }) => disagreements)).toEqual([]);
  });

  it('resolves at first contact, within the week, the last contact of each person and no other', () => {
    const [first] = shown('no_repeat_in_window');
    const [repeated] = shown('repeat_rate_backward');
    expect(first).toMatchObject({ numerator: expected.people, open: expected.people, provisional: true });
    expect(repeated).toMatchObject({ numerator: (first?.denominator ?? 0) - expected.people, provisional: false });
  });

  it('has a contact for every call, and on every channel no more than messages', () => {
    const contacts = new Map(shown('contacts').map(({ group, value }) => [group.channel, value ?? 0]));
    expect(contacts.get('phone')).toBe(expected.calls);
    for (const channel of ['email', 'chat', 'social'] as const)
      expect(contacts.get(channel)).toBeLessThanOrEqual(expected.messages[channel]);
  });

  it('keeps what was known before two of them were found to be one, and says what is known now', () => {
    expect(result.kpis.merged).toHaveLength(2);
    const [first, repeated] = result.kpis.restated;
    const [then, repeats] = [expected.people, shown('repeat_rate_backward')[0]?.numerator ?? 0];
    expect(first).toMatchObject({ before: [{ numerator: then }], after: [{ numerator: then - 1 }] });
    expect(repeated).toMatchObject({ before: [{ numerator: repeats }], after: [{ numerator: repeats + 1 }] });
  });

  it('has the same pages when they are copied from the log again', () => {
    expect(result.rebuilt).toMatchObject({ kind: 'published', comparison: { differences: 0 } });
  });
});
