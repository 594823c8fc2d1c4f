import type { Measure } from '#apps/api';
import type { DeskStore } from '#desk-store';
import type { EventLog } from '#event-log';

/** How much shared each durable write; nothing of a driver that cannot tell. */
export function groupMeasures(
  log: Pick<EventLog, 'groupSizes'>,
  store: Pick<DeskStore, 'envelopeGroups'>,
): readonly Measure[] {
  const measures = [
    ['sijil_log_group_appends', 'Appends that shared one durable write of the log.', log.groupSizes?.()],
    ['sijil_inbound_group_envelopes', 'Envelopes that shared one durable write of the inbound log.', store.envelopeGroups?.()], // prettier-ignore
  ] as const;
  return measures.flatMap(([name, help, spread]) => (spread ? [{ name, help, kind: 'histogram', spread }] : []));
}
