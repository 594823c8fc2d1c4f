import { History, copied } from '../../testing/index.js';
import { workload } from './workload.table.js';

describe('workload', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
    history.record('TicketOpened');
    history.record('TicketAssigned', { agentId: 'ali' });
  });
  const rows = async () => (await copied(history.events, [2])).rowsOf(workload);

  it('counts a ticket for whoever has it, by its state', async () => {
    expect(await rows()).toEqual([{ agentId: 'ali', new: 0, open: 1, pending: 0, snoozed: 0 }]);
    history.record('TicketPending');
    expect(await rows()).toEqual([{ agentId: 'ali', new: 0, open: 0, pending: 1, snoozed: 0 }]);
  });
  it('goes with the ticket from one agent to the next', async () => {
    history.record('TicketAssigned', { agentId: 'mona' });
    expect(await rows()).toMatchObject([
      { agentId: 'ali', open: 0 },
      { agentId: 'mona', open: 1 },
    ]);
  });
  it('is nothing once the ticket is resolved, and comes back with it', async () => {
    history.record('TicketResolved');
    expect(await rows()).toMatchObject([{ agentId: 'ali', open: 0 }]);
    history.record('TicketReopened');
    expect(await rows()).toMatchObject([{ agentId: 'ali', open: 1 }]);
  });
});
