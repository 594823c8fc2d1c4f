import { newStream } from '#event-log';
import { describeEventLog, draft } from '#event-log/testing';
import { MemoryEventLog } from './memory-event-log.js';

describeEventLog('memory', async () => new MemoryEventLog());

it('keeps recordedAt from running backwards when the clock of the machine does', async () => {
  const clock = [3_000, 1_000, 2_000, 4_000];
  const log = new MemoryEventLog(() => clock.shift() ?? 0);
  await log.append({ stream: 'customer-lina', expected: newStream, events: [draft(), draft(), draft(), draft()] });
  const seconds = (await log.readAll(0n, 10)).map(({ recordedAt }) => Date.parse(recordedAt) / 1000);
  expect(seconds).toEqual([3, 3, 3, 4]);
});
