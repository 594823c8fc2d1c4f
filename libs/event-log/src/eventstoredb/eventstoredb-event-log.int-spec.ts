import { describeEventLog, expectLikeMemory } from '#event-log/testing';
import { WireDouble } from '../../testing/esdb-wire/wire-double.js';
import { EventStoreDbEventLog } from './eventstoredb-event-log.js';

describe('the log in EventStoreDB, on a double of its wire', () => {
  let double: WireDouble;
  let desks = 0;
  beforeAll(async () => void (double = await WireDouble.start()));
  afterAll(() => double.stop());
  const freshUrl = () => double.url(`desk_${(desks += 1)}`);

  describeEventLog('eventstoredb', () => EventStoreDbEventLog.open(freshUrl()));

  it('does what the log in memory does, whatever the writers do', async () => {
    const log = await EventStoreDbEventLog.open(freshUrl());
    await expectLikeMemory(log, 20);
    await log.close();
  });

  it('never appends on the stream that all appends of a client share', () => {
    expect(double.calls.append).toBeGreaterThan(0);
    expect(double.calls.batchAppend).toBe(0);
  });
});
