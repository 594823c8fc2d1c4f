import type { Webhook, WebhookCursor, WebhookProgress } from '#desk-store';
import type { Instant } from '#domain';
import type { PostOutcome } from '#webhooks';
import { restAfter } from '../outbox/back-off.js';
import type { BackOff } from '../outbox/back-off.js';
import { givenUpAt, goneAt } from './pause-reasons.js';

const daySeconds = 86_400;

/** How patient the desk is with a webhook that takes nothing. Seconds. */
export interface WebhookPatience {
  readonly backOff: BackOff;
  /** After so long without a delivery that was taken it is paused. */
  readonly givesUpAfter: number;
}

/** Five seconds, then twice as long each time, at most an hour; for three days. */
export const usualPatience: WebhookPatience = { backOff: { first: 5, most: 3600 }, givesUpAfter: 3 * daySeconds };

/** The longest rest another end may ask for, in seconds. */
const longestAskedRest = daySeconds;

/** A delivery that was tried. */
export interface Tried {
  readonly outcome: PostOutcome;
  /** Where the webhook stands when it was taken. */
  readonly upTo: WebhookCursor;
  readonly records: number;
  readonly now: Instant;
}

/** What a try makes of a webhook: it goes on, it is tried again later, or it is paused. */
export function judgeDelivery(webhook: Webhook, tried: Tried, patience: WebhookPatience): WebhookProgress {
  const { outcome } = tried;
  if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) return taken(webhook, tried);
  const progress = refused(webhook, tried, patience);
  if (outcome.kind === 'answered' && outcome.status === 410) return { ...progress, pause: goneAt(tried.now) };
  const { failingSince = tried.now } = progress.tries;
  const isHopeless = secondsBetween(failingSince, tried.now) >= patience.givesUpAfter;
  return isHopeless ? { ...progress, pause: givenUpAt(tried.now) } : progress;
}

function taken({ tries }: Webhook, { outcome, upTo, records, now }: Tried): WebhookProgress {
  return {
    cursor: upTo,
    tries: {
      ...{ failures: 0, recordsTried: 0, lastOutcome: wordFor(outcome), deliveredAt: now },
      deliveries: tries.deliveries + 1,
      recordsDelivered: tries.recordsDelivered + records,
      failedTries: tries.failedTries,
    },
  };
}

function refused({ id, cursor, tries }: Webhook, { outcome, records, now }: Tried, { backOff }: WebhookPatience) {
  const failures = tries.failures + 1;
  const asked = outcome.kind === 'answered' ? secondsAsked(outcome.retryAfter, now) : 0;
  const rest = Math.max(restAfter(failures, id, backOff), Math.min(asked, longestAskedRest));
  return {
    cursor,
    tries: {
      ...tries,
      ...{ failures, recordsTried: records, lastOutcome: wordFor(outcome), failedTries: tries.failedTries + 1 },
      failingSince: tries.failingSince ?? now,
      nextTryAt: new Date(Date.parse(now) + rest * 1000).toISOString(),
    },
  };
}

const wordFor = (outcome: PostOutcome): string =>
  outcome.kind === 'answered' ? `HTTP.${outcome.status}` : outcome.reason;

/** `Retry-After` is a number of seconds, or a date; 0 for neither. */
function secondsAsked(retryAfter: string | undefined, now: Instant): number {
  if (retryAfter === undefined) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const until = Date.parse(retryAfter);
  return Number.isNaN(until) ? 0 : Math.max(0, (until - Date.parse(now)) / 1000);
}

const secondsBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 1000;
