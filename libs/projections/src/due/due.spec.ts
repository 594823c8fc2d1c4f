import { minute } from '#domain/testing';
import { History, copied } from '../../testing/index.js';
import { due } from './due.table.js';

describe('what the clock will do', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
    history.record('TicketOpened', {}, { occurredAt: minute(0) });
  });
  const rows = async () => (await copied(history.events)).rowsOf(due);

  it('is nothing for an open ticket', async () => {
    expect(await rows()).toEqual([]);
  });
  it('is waking a snoozed ticket when it said', async () => {
    history.record('TicketSnoozed', { until: minute(90) }, { occurredAt: minute(1) });
    expect(await rows()).toEqual([{ ticketId: 'ann.1', because: 'snoozed', inbox: 'support', at: minute(90) }]);
  });
  it('follows a later snooze, and forgets it once the ticket is awake', async () => {
    history.record('TicketSnoozed', { until: minute(90) }, { occurredAt: minute(1) });
    history.record('TicketSnoozed', { until: minute(30) }, { occurredAt: minute(2) });
    expect(await rows()).toMatchObject([{ at: minute(30) }]);
    history.record('TicketWoken', { because: 'message' }, { occurredAt: minute(3) });
    expect(await rows()).toEqual([]);
  });
  it('is closing a resolved ticket some time after its resolution', async () => {
    history.record('TicketResolved', {}, { occurredAt: minute(8) });
    expect(await rows()).toMatchObject([{ because: 'resolved', at: minute(8) }]);
    history.record('TicketClosed');
    expect(await rows()).toEqual([]);
  });
});
