import { MemoryPageWriter } from '#read-store/testing';
import { History, plainOpener } from '../../testing/index.js';
import { deskPages } from '../page-set.js';
import { Copyist } from './copyist.js';
import { ticketChanges } from './ticket-changes.js';
import type { TicketChange } from './ticket-changes.js';

describe('what a commit changed, for those who watch', () => {
  let history: History;
  let told: (readonly TicketChange[])[];
  let commit: () => Promise<readonly TicketChange[] | undefined>;
  beforeEach(() => {
    history = new History();
    told = [];
    const copying = new Copyist(new MemoryPageWriter(deskPages), plainOpener(), (pages) =>
      told.push(ticketChanges(pages)),
    );
    let copied = 0;
    commit = async () => {
      await copying.fold(history.events.slice(copied));
      copied = history.events.length;
      await copying.write();
      return told.at(-1);
    };
    history.record('MessageReceived', { messageId: 'm1' });
    history.record('TicketOpened', { cause: 'm1' });
  });

  it('is told once it is committed, each ticket once, with its place in the queue before and after', async () => {
    expect(await commit()).toMatchObject([{ ticketId: 'ann.1', card: { state: 'new' }, is: { teamId: null } }]);
    history.record('TicketHandedOver', { teamId: 'billing' });
    history.record('TicketHandedOver', { teamId: 'sales' });
    expect(await commit()).toMatchObject([
      { was: { teamId: null }, is: { teamId: 'sales' }, card: { teamId: 'sales' } },
    ]);
    expect(told).toHaveLength(2);
  });

  it('says when a ticket left the queue', async () => {
    await commit();
    history.record('TicketResolved');
    const [change] = (await commit()) ?? [];
    expect([change?.was?.ticketId, change?.is, change?.card?.state]).toEqual(['ann.1', undefined, 'resolved']);
  });

  it('says that there is more to read where nothing else changed', async () => {
    await commit();
    history.record('NoteAdded', { noteId: 'n1', ticketId: 'ann.1' });
    expect(await commit()).toEqual([{ ticketId: 'ann.1', hasNewEntry: true }]);
  });

  it('is nothing where no ticket changed', async () => {
    await commit();
    history.record('InboxConnected', {}, { stream: 'inbox-support' });
    expect(await commit()).toEqual([]);
  });
});
