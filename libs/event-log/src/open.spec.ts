import { LogSchemeUnknown, LogUnavailable } from '#event-log';
import { openEventLog, openEventLogReader } from '#event-log/open';

it('opens a new log in memory each time', async () => {
  const log = await openEventLog('memory:');
  expect(log.traits.driver).toBe('memory');
  expect((await log.head()).position).toBe(0n);
});

it.each(['oracle:desk', 'desk.db', '', 'constructor:x'])(
  'does not know the address "%s", and says what it knows',
  async (url) => {
    await expect(openEventLog(url)).rejects.toThrow(LogSchemeUnknown);
    await expect(openEventLogReader(url)).rejects.toThrow('known are memory:, sqlite:, postgres:');
  },
);

it('does not let another thread read a log in memory', async () => {
  await expect(openEventLogReader('memory:')).rejects.toThrow(LogUnavailable);
});
