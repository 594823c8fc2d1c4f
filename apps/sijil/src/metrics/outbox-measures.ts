import { heldSince } from '#application';
import type { Measure } from '#apps/api';
import type { DeskStore } from '#desk-store';
import type { Instant } from '#domain';

/** What has not left the desk. */
export async function outboxMeasures(
  { outbox, facts }: Pick<DeskStore, 'outbox' | 'facts'>,
  now: Instant,
): Promise<readonly Measure[]> {
  const { waiting, sending, putOff, oldestTakenAt = now } = await outbox.figures();
  const isHeld = (await heldSince(facts)) !== undefined;
  const states = { sending, 'put-off': putOff, due: waiting - sending - putOff };
  const byState = Object.entries(states).map(([state, value]) => ({ labels: { state }, value }));
  const waited = Math.max(0, Date.parse(now) - Date.parse(oldestTakenAt)) / 1000;
  const measures = [
    ['sijil_outbox_replies', 'Replies that have not left: being sent, put off after a try that failed, or due.', byState], // prettier-ignore
    ['sijil_outbox_oldest_seconds', 'For how long the oldest of them has been waiting.', [{ value: waited }]],
    ['sijil_outbox_held', 'Whether nothing leaves until the outbox is released (1) or not (0).', [{ value: Number(isHeld) }]], // prettier-ignore
  ] as const;
  return measures.map(([name, help, values]) => ({ name, help, kind: 'gauge', values }));
}
