import { newStream } from '#event-log';
import { draft } from '#event-log/testing';
import { MemoryEventLog } from './memory/memory-event-log.js';
import { warnOfClock } from './warn-of-clock.js';

const eight = Date.parse('2026-03-01T08:00:00.000Z');

async function warningsAt(now: number, log: MemoryEventLog): Promise<readonly string[]> {
  const warnings: string[] = [];
  await warnOfClock(log, (warning) => warnings.push(warning), now);
  return warnings;
}

it('warns of a clock that stands an hour before the last event', async () => {
  const log = new MemoryEventLog(() => eight);
  await log.append({ stream: 'customer-lina', expected: newStream, events: [draft()] });
  expect(await warningsAt(eight - 3_600_000, log)).toEqual([
    'the clock is 3600 s behind the last event of the log, recorded at 2026-03-01T08:00:00.000Z',
  ]);
});

it('says nothing of a few seconds, of later clocks and of empty logs', async () => {
  const log = new MemoryEventLog(() => eight);
  expect(await warningsAt(0, log)).toEqual([]);
  await log.append({ stream: 'customer-lina', expected: newStream, events: [draft()] });
  expect(await warningsAt(eight - 5_000, log)).toEqual([]);
  expect(await warningsAt(eight + 3_600_000, log)).toEqual([]);
});
