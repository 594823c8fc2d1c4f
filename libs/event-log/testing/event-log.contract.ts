import type { EventLog } from '#event-log';
import { describeAppending } from './appending.contract.js';
import { describeFollowing } from './following.contract.js';
import { describeKeeping } from './keeping.contract.js';
import { describeReading } from './reading.contract.js';

/** A log that is open for one test. */
export interface OpenedLog {
  readonly log: EventLog;
}

/**
 * What every driver of the log must do. A driver's own test is one call:
 *
 *     describeEventLog('memory', async () => new MemoryEventLog());
 *
 * `open` answers an empty log; the suite closes it.
 */
export function describeEventLog(driver: string, open: () => Promise<EventLog>): void {
  describe(`event log on ${driver}`, () => {
    const opened = {} as { log: EventLog };
    beforeEach(async () => {
      opened.log = await open();
    });
    afterEach(() => opened.log.close());

    describeAppending(opened);
    describeKeeping(opened);
    describeReading(opened);
    describeFollowing(opened);
  });
}
