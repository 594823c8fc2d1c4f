import type { EventLogReader } from './event-log.port.js';

const tolerated = 60_000;

/**
 * Warns when the clock of this machine is behind the last event by more than a minute: until it has caught up, all
 * events are recorded at that event's instant. `now` is in milliseconds since 1970.
 */
export async function warnOfClock(
  log: EventLogReader,
  onWarning: (warning: string) => void,
  now: number,
): Promise<void> {
  const last = await log.at((await log.head()).position);
  const behind = last ? Date.parse(last.recordedAt) - now : 0;
  if (behind <= tolerated) return;
  onWarning(
    `the clock is ${Math.round(behind / 1000)} s behind the last event of the log, recorded at ${last?.recordedAt}`,
  );
}
