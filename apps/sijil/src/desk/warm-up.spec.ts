import { openEventLog } from '#event-log/open';
import { rehearse } from './warm-up.js';

describe('what is run before the first command', () => {
  it('meets a busy file anew, from its snapshot on, and decides on it', async () => {
    const log = await openEventLog('memory:');
    const reads: number[] = [];
    const readStream = log.readStream.bind(log);
    log.readStream = async (...asked) => {
      const events = await readStream(...asked);
      reads.push(events.length);
      return events;
    };
    let told: readonly string[] = [];
    log.close = async () => void (told = (await log.readAll(0n, 1_000)).map(({ type }) => type));
    await rehearse(log);
    expect(told.slice(0, 6)).toEqual(['MessageReceived', 'TicketOpened', 'TicketAssigned', 'NoteAdded', 'ReplyWritten', 'TicketResolved']); // prettier-ignore
    expect(told.slice(-2)).toEqual(['TicketReopened', 'NoteAdded']);
    // Nothing; its first hundred; the one the snapshot names; nothing behind that; what is opened.
    expect(reads).toEqual([0, 0, 100, 1, 0, 10]);
  });
});
