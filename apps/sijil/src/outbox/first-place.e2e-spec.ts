import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import type { QueueAnswer } from '#queries';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';

describe('the first place of an outbox', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  beforeAll(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  /** Looks at the desk’s store, or changes it while no desk runs. */
  const inStore = <Answer>(work: (store: DatabaseSync) => Answer): Answer => {
    const store = new DatabaseSync(join(folder.settings.dataDir, 'desk.db'));
    try {
      return work(store);
    } finally {
      store.close();
    }
  };
  const placeNoted = () =>
    Number(
      inStore((store) => store.prepare("SELECT position FROM checkpoints WHERE processor = 'outbox'").get())?.[
        'position'
      ],
    );
  /** Of the replies that the outbox has taken. Nothing leaves an inbox that does not say how to send. */
  const placesTaken = () =>
    inStore((store) => store.prepare('SELECT position FROM outbox_replies').all()).map(({ position }) =>
      Number(position),
    );
  const isAnswered = async (id: string) => {
    const bytes = mail(`${id}@example.com`, id, 'Where is it?', `${id} is waiting`);
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes });
    await desk.settled();
    const { told } = await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=1');
    const json = { text: 'On its way.', then: 'resolved' };
    expect(await desk.ask('POST', `/v1/tickets/${told.tickets[0]?.ticketId}/replies`, { json })).toMatchObject({
      told: { facts: ['ReplyWritten', 'TicketResolved'] },
    });
  };
  it('is behind what was answered before the desk had an outbox, and a desk that cannot note it takes nothing in', async () => {
    await isAnswered('lina');
    while (placesTaken().length === 0) await pause(10);
    await desk.stop();
    inStore((store) =>
      store.exec(`
        DELETE FROM outbox_replies; DELETE FROM checkpoints WHERE processor = 'outbox';
        CREATE TRIGGER refuses BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'refused'); END`),
    );
    await expect(SmallDesk.start(folder.settings)).rejects.toMatchObject({ code: 'DESK.UNAVAILABLE' });
    inStore((store) => store.exec('DROP TRIGGER refuses'));
    desk = await SmallDesk.start(folder.settings);
    const place = placeNoted();
    await isAnswered('omar');
    while (placesTaken().length === 0) await pause(10);
    const taken = placesTaken();
    expect([taken.length, Number(taken[0]) > place]).toEqual([1, true]);
  });
});
