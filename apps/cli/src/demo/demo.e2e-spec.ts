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
  });

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

  it('has the same pages when they are copied from the log again', () => {
    expect(result.rebuilt).toMatchObject({ kind: 'published', comparison: { differences: 0 } });
  });
});
