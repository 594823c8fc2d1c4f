import { noTries } from '#desk-store';
import type { Webhook, WebhookProgress } from '#desk-store';
import type { PostOutcome } from '#webhooks';
import { judgeDelivery, usualPatience } from './judge-delivery.js';

const start = Date.parse('2026-03-01T08:00:00.000Z');
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();
const cursor = (position: bigint) => ({ epoch: 1, position, hash: new Uint8Array(32) });
const settings = {
  url: 'https://crm.example',
  secretName: 'CRM',
  types: [],
  streams: [],
  withText: false,
  maxRecords: 9,
};
const crm: Webhook = { id: 'crm', revision: 'r', settings, createdAt: at(0), cursor: cursor(4n), tries: noTries };

const answered = (status: number, retryAfter?: string): PostOutcome => ({
  kind: 'answered',
  status,
  ...(retryAfter !== undefined && { retryAfter }),
});
const judged = (outcome: PostOutcome, webhook = crm, now = at(0)): WebhookProgress =>
  judgeDelivery(webhook, { outcome, upTo: cursor(9n), records: 5, now }, usualPatience);
const secondsUntilNext = ({ tries }: WebhookProgress, now = at(0)): number =>
  (Date.parse(tries.nextTryAt ?? now) - Date.parse(now)) / 1000;

describe('what becomes of a delivery', () => {
  it.each([200, 202, 204, 299])('it was taken when the other end answers %i', (status) => {
    const failing = {
      ...crm,
      tries: { ...noTries, failures: 3, failingSince: at(0), nextTryAt: at(9), failedTries: 3 },
    };
    expect(judged(answered(status), failing, at(60))).toEqual({
      cursor: cursor(9n),
      tries: {
        ...{ failures: 0, recordsTried: 0, lastOutcome: `HTTP.${status}`, deliveredAt: at(60) },
        ...{ deliveries: 1, recordsDelivered: 5, failedTries: 3 },
      },
    });
  });

  it.each([100, 301, 304, 400, 401, 404, 413, 429, 500, 503])(
    'it is tried again, the same records, when the answer is %i',
    (status) => {
      const { cursor: kept, tries, pause } = judged(answered(status));
      expect([kept, pause]).toEqual([cursor(4n), undefined]);
      expect(tries).toMatchObject({ failures: 1, recordsTried: 5, failedTries: 1, lastOutcome: `HTTP.${status}` });
      expect(tries.failingSince).toBe(at(0));
    },
  );

  it('it rests longer after each try, up to an hour, and not all webhooks for as long', () => {
    const rests: number[] = [];
    let webhook = crm;
    for (let n = 0; n < 15; n += 1) {
      const progress = judged({ kind: 'failed', reason: 'WEBHOOK.UNREACHABLE' }, webhook);
      rests.push(secondsUntilNext(progress));
      webhook = { ...webhook, ...progress };
    }
    rests.forEach((rest, n) => {
      const doubled = Math.min(3600, 5 * 2 ** n);
      expect(rest).toBeGreaterThanOrEqual(0.75 * doubled);
      expect(rest).toBeLessThanOrEqual(1.25 * doubled);
    });
    const other = judged({ kind: 'failed', reason: 'WEBHOOK.UNREACHABLE' }, { ...crm, id: 'archive' });
    expect(secondsUntilNext(other)).not.toBe(rests[0]);
  });

  it.each([
    ['120', 120],
    [new Date(start + 300_000).toUTCString(), 300],
    ['9999999', 86_400],
  ])('it rests as long as the other end asks for by "%s", a day at most', (retryAfter, seconds) => {
    expect(secondsUntilNext(judged(answered(503, retryAfter)))).toBe(seconds);
  });

  it.each(['soon', '-5', new Date(start - 1000).toUTCString()])('it rests as usual when that is "%s"', (retryAfter) => {
    expect(secondsUntilNext(judged(answered(429, retryAfter)))).toBe(secondsUntilNext(judged(answered(429))));
  });

  it('the webhook is paused when the other end is gone, and when nothing was taken for three days', () => {
    expect(judged(answered(410)).pause).toEqual({ by: 'system', reason: 'WEBHOOK.GONE', at: at(0) });
    const threeDays = 3 * 86_400;
    const failing = { ...crm, tries: { ...noTries, failures: 80, failingSince: at(0) } };
    expect(judged(answered(500), failing, at(threeDays - 1)).pause).toBeUndefined();
    expect(judged(answered(500), failing, at(threeDays)).pause).toMatchObject({ reason: 'WEBHOOK.GIVEN_UP' });
    expect(judged(answered(200), failing, at(threeDays)).pause).toBeUndefined();
  });
});
