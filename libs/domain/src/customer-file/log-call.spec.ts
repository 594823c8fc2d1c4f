import { called, day, fact, givenFile, happened, minute } from '../../testing/index.js';

const call = (messageId: string, minutes: number) =>
  fact('CallLogged', { inbox: 'hotline', messageId, startedAt: minute(minutes), endedAt: minute(minutes) });
const first = fact('CallLogged', { ...call('m1', 0).clear, conversationKey: 'phone-key' });
const logged = { ...first, occurredAt: minute(0) };
const opened = happened(minute(0), 'TicketOpened', { inbox: 'hotline' });

describe('A call is logged', () => {
  it('opens a ticket for a caller nobody has heard of', () => {
    givenFile()
      .when(called('m1', minute(0)))
      .then(first, fact('TicketOpened', { inbox: 'hotline' }));
  });

  it.each(['missed', 'abandoned', 'voicemail'] as const)('opens a ticket for a call that was %s, too', (outcome) => {
    givenFile()
      .when(called('m1', minute(0), {}, { outcome }))
      .then({ ...first, clear: { ...first.clear, outcome } }, fact('TicketOpened', { inbox: 'hotline' }));
  });

  it('joins the active ticket of the same caller in the same inbox', () => {
    givenFile(logged, opened)
      .when(called('m2', minute(9)))
      .then(call('m2', 9));
  });

  it('changes nothing when it was logged before', () => {
    givenFile(logged, opened)
      .when(called('m1', minute(0)))
      .thenNothing();
  });

  it('reopens what was resolved before the call', () => {
    givenFile(logged, opened, happened(minute(5), 'TicketResolved', { cause: 'k1' }))
      .when(called('m2', minute(9)))
      .then(call('m2', 9), fact('TicketReopened', { cause: 'm2' }));
  });

  it('reopens nothing when Tuesday’s call is logged on Thursday and the ticket was resolved on Wednesday', () => {
    givenFile(logged, opened, happened(day(1), 'TicketResolved', { cause: 'k1' }))
      .when(called('m2', minute(9), { receivedAt: day(2) }))
      .then(call('m2', 9));
  });

  it('opens a conversation for every caller who withholds the number', () => {
    givenFile(logged, opened)
      .when(called('m2', minute(9), { newConversationKey: '' }, { handleClass: 'none' }))
      .then(
        { ...call('m2', 9), clear: { ...call('m2', 9).clear, conversationId: 'ann.c2', handleClass: 'none' } },
        fact('TicketOpened', { ticketId: 'ann.2', conversationId: 'ann.c2', inbox: 'hotline', cause: 'm2' }),
      );
  });
});

describe('A further record of a call is logged', () => {
  const recordOf = { callKey: 'call-7', began: true };
  const known = { ...logged, clear: { ...logged.clear, callKey: 'call-7' } };
  const leg = fact('CallLegLogged', {
    ...{ legId: 'm2', messageId: 'm1', inbox: 'hotline', startedAt: minute(9), endedAt: minute(9) },
  });

  it('names the call, where the phone system names it', () => {
    givenFile()
      .when({ ...called('m1', minute(0)), recordOf })
      .then({ ...first, clear: { ...first.clear, callKey: 'call-7' } }, fact('TicketOpened', { inbox: 'hotline' }));
  });

  it('as a leg of it: nobody called again, and no ticket hears of it', () => {
    const resolved = happened(minute(5), 'TicketResolved', { cause: 'k1' });
    givenFile(known, opened, resolved)
      .when({ ...called('m2', minute(9)), recordOf })
      .then(leg);
  });

  it('also of a line that came in later, whichever way it was called', () => {
    givenFile(known, opened)
      .when({ ...called('m2', minute(9), {}, { direction: 'outbound' }), recordOf: { ...recordOf, began: false } })
      .then(leg);
  });

  it('where the call stands now', () => {
    const moved = happened(minute(5), 'MessageMoved', { messageId: 'm1', fromConversationId: 'ann.c1', conversationId: 'ann.c2' }); // prettier-ignore
    givenFile(known, opened, moved)
      .when({ ...called('m2', minute(9)), recordOf })
      .then({ ...leg, clear: { ...leg.clear, conversationId: 'ann.c2' } });
  });

  it('and changes nothing when it was logged before', () => {
    givenFile(known, opened, { ...leg, occurredAt: minute(9) })
      .when({ ...called('m2', minute(9)), recordOf })
      .thenNothing();
  });

  it('stands as a call of its own while nobody knows the call, and names it to nobody', () => {
    givenFile()
      .when({ ...called('m1', minute(0)), recordOf: { ...recordOf, began: false } })
      .then(first, fact('TicketOpened', { inbox: 'hotline' }));
  });
});

describe('The desk calls a customer', () => {
  it('begins a conversation, but no ticket', () => {
    givenFile()
      .when(called('m1', minute(0), {}, { direction: 'outbound' }))
      .then({ ...first, clear: { ...first.clear, direction: 'outbound' } });
  });

  it('reopens and wakes nothing', () => {
    const outbound = { ...call('m2', 9), clear: { ...call('m2', 9).clear, direction: 'outbound' as const } };
    for (const aside of [
      happened(minute(5), 'TicketResolved', { cause: 'k1' }),
      happened(minute(5), 'TicketSnoozed', { cause: 'k1', until: day(1) }),
    ]) {
      givenFile(logged, opened, aside)
        .when(called('m2', minute(9), {}, { direction: 'outbound' }))
        .then(outbound);
    }
  });

  it('lets the caller’s next call open the ticket', () => {
    givenFile({ ...logged, clear: { ...logged.clear, direction: 'outbound' } })
      .when(called('m2', minute(9)))
      .then(call('m2', 9), fact('TicketOpened', { inbox: 'hotline', cause: 'm2' }));
  });
});
