import type { Clock } from '#application';
import type { DeskStatus, Measure, Measures, Numbers, WebhookPort } from '#apps/api';
import type { DeskStore } from '#desk-store';
import type { EventLog } from '#event-log';
import type { ParkedCount, Questions } from '#queries';
import { groupMeasures } from './group-measures.js';
import { outboxMeasures } from './outbox-measures.js';
import { webhookMeasures } from './webhook-measures.js';

/** What the measures are taken from. */
export interface Measured {
  readonly status: () => Promise<DeskStatus>;
  readonly questions: Pick<Questions, 'quarantined' | 'failedReplies' | 'parkedCounts'>;
  readonly webhooks: Pick<WebhookPort, 'list'>;
  readonly log: Pick<EventLog, 'groupSizes'>;
  readonly store: Pick<DeskStore, 'envelopeGroups' | 'outbox' | 'facts'>;
  readonly clock: Clock;
}

/** How far every part of the desk is behind the one before it, what shares a durable write, what waits and lies aside. */
export function deskMeasures({ status, questions, webhooks, log, store, clock }: Measured): Measures {
  return async () => {
    const [now, lying, lost, parked, told] = await Promise.all([
      status(),
      questions.quarantined(),
      questions.failedReplies(),
      questions.parkedCounts(),
      webhooks.list(),
    ]);
    return [
      ...progressOf(now),
      ...groupMeasures(log, store),
      ...(await outboxMeasures(store, clock.now())),
      failuresOf(lost.counts),
      quarantineOf(lying.counts),
      ...parkedOf(parked.counts),
      ...webhookMeasures(told),
    ];
  };
}

function progressOf({ lanes, position, pages, kpis, partsLost }: DeskStatus): readonly Measure[] {
  const byLane = Object.entries(lanes);
  const ofLanes = (value: (lane: DeskStatus['lanes']['live']) => number) =>
    byLane.map(([lane, where]) => ({ labels: { lane }, value: value(where) }));
  return [
    counter('sijil_inbound_envelopes_total', 'Places of the inbound log given out, by lane the last one.', ofLanes(({ head }) => Number(head))), // prettier-ignore
    gauge('sijil_lane_behind_places', 'Places of the inbound log between the newest envelope of a lane and what the intake has done.', ofLanes(({ head, read }) => between(read, head))), // prettier-ignore
    counter('sijil_log_events_total', 'Events in the case-file log.', [{ value: Number(position) }]),
    gauge('sijil_pages_behind_events', 'Events in the log that the pages do not show yet.', [{ value: between(pages, position) }]), // prettier-ignore
    gauge('sijil_kpis_behind_events', 'Events in the log that figures do not count yet.', [{ value: between(kpis, position) }]), // prettier-ignore
    gauge('sijil_parts_lost', 'Sealed parts nobody can open since a restore.', [{ value: partsLost }]),
  ];
}

const quarantineOf = (counts: readonly { inbox: string; reason: string; parts: number }[]): Measure =>
  gauge(
    'sijil_quarantined_parts',
    'What could not be read and waits for somebody, by inbox and reason.',
    counts.map(({ parts, ...labels }) => ({ labels, value: parts })),
  );

/** By kind of stream and reason. */
function parkedOf(counts: readonly ParkedCount[]): readonly Measure[] {
  const values = (count: 'streams' | 'events') =>
    counts.map(({ category, reason, ...counted }) => ({ labels: { category, reason }, value: counted[count] }));
  return [
    gauge('sijil_parked_streams', 'Streams whose pages stand still because an event cannot be copied, by kind and reason.', values('streams')), // prettier-ignore
    gauge('sijil_parked_events', 'Events that lie parked on them.', values('events')),
  ];
}

const failuresOf = (counts: readonly { inbox: string; reason: string; replies: number }[]): Measure =>
  gauge(
    'sijil_replies_failed',
    'Replies that reached nobody and are not tried again, by inbox and reason.',
    counts.map(({ replies, ...labels }) => ({ labels, value: replies })),
  );

/** Positions are written in digits; the difference of two is small. */
const between = (reached: string, head: string): number => Number(BigInt(head) - BigInt(reached));

const gauge = (name: string, help: string, values: Numbers['values']): Measure => ({
  name,
  help,
  kind: 'gauge',
  values,
});
const counter = (name: string, help: string, values: Numbers['values']): Measure => ({ name, help, kind: 'counter', values }); // prettier-ignore
