import { describeEventLog, expectLikeMemory } from '#event-log/testing';
import { eventStoresUnderTest } from '../../testing/esdb-wire/event-stores-under-test.js';
import { EventStoreDbEventLog } from './eventstoredb-event-log.js';

for (const server of eventStoresUnderTest()) {
  server.describe('the log in EventStoreDB', () => {
    const open = () => EventStoreDbEventLog.open(server.freshUrl());

    describeEventLog('eventstoredb', open);

    it('does what the log in memory does, whatever the writers do', async () => {
      const log = await open();
      await expectLikeMemory(log, 10);
      await log.close();
    });
  });
}
