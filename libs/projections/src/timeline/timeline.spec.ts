import { History, copied, plainOpener } from '../../testing/index.js';
import { timeline } from './timeline.table.js';
import type { Entry } from './timeline.table.js';

const content = {
  subject: 'My parcel',
  text: 'Where is it?\n> hello',
  newText: 'Where is it?',
  html: '',
  attachments: [],
};
const sender = { name: 'Lina', address: 'lina@example.com', replyTo: '', recipients: [] };

describe('the timeline', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
  });
  const entries = async () => (await copied(history.events)).rowsOf<Entry>(timeline);

  it('shows a message with who wrote it, its subject and its new text, without what it quotes', async () => {
    history.record('MessageReceived', { messageId: 'm1', attachments: 2 }, { parts: { content, sender } });
    expect(await entries()).toEqual([
      expect.objectContaining({
        position: 1,
        customerId: 'ann',
        kind: 'message',
        direction: 'in',
        entryId: 'm1',
        subject: 'My parcel',
        text: 'Where is it?',
        senderName: 'Lina',
        senderAddress: 'lina@example.com',
        attachments: 2,
        erased: 0,
      }),
    ]);
  });

  it('shows the whole text where nothing in it is new', async () => {
    history.record('MessageReceived', {}, { parts: { content: { ...content, newText: '' } } });
    expect((await entries())[0]?.text).toBe(content.text);
  });

  it('shows a call with how it ended and how long it took', async () => {
    history.record('CallLogged', { outcome: 'answered', waitedSeconds: 12, talkedSeconds: 95 }, { parts: { sender } });
    const [call] = await entries();
    expect(call).toMatchObject({ kind: 'call', what: 'answered', channel: 'phone', direction: 'in' });
    expect(JSON.parse(call?.detail ?? '')).toMatchObject({ waitedSeconds: 12, talkedSeconds: 95 });
  });

  it('shows a call once, as all its records tell it', async () => {
    const at = (time: string) => `2026-03-01T${time}.000Z`;
    history.record('CallLogged', { messageId: 'p1', outcome: 'missed', startedAt: at('08:00:00'), endedAt: at('08:00:20'), waitedSeconds: 20 }); // prettier-ignore
    history.record('CallLegLogged', { legId: 'p2', messageId: 'p1', outcome: 'answered', startedAt: at('08:00:20'), endedAt: at('08:02:00'), talkedSeconds: 90, waitedSeconds: 10 }); // prettier-ignore
    history.record('CallLegLogged', { legId: 'p3', messageId: 'p1', outcome: 'busy', startedAt: at('08:01:00'), endedAt: at('08:01:01'), waitedSeconds: 1 }); // prettier-ignore
    const [call, ...more] = await entries();
    expect(more).toEqual([]);
    expect(call).toMatchObject({ kind: 'call', what: 'answered', entryId: 'p1' });
    const detail = JSON.parse(call?.detail ?? '') as { readonly legs: readonly object[] };
    expect(detail).toMatchObject({ startedAt: at('08:00:00'), endedAt: at('08:02:00'), waitedSeconds: 30, talkedSeconds: 90 }); // prettier-ignore
    expect(detail.legs).toMatchObject([{ outcome: 'missed' }, { outcome: 'answered', waitedSeconds: 10 }, { outcome: 'busy' }]); // prettier-ignore
  });

  it('shows a reply in the channel of its conversation', async () => {
    history.record('MessageReceived', { channel: 'chat', inbox: 'site' });
    history.record('TicketOpened', { inbox: 'site' });
    history.record(
      'ReplyWritten',
      { inbox: 'site', threadKeys: ['k1', 'k2'] },
      { parts: { content: { text: 'On its way', html: '' } } },
    );
    expect((await entries())[2]).toMatchObject({ kind: 'reply', channel: 'chat', text: 'On its way', nativeKey: 'k1' });
  });

  it('shows notes and what happened to tickets', async () => {
    history.record('TicketOpened', { number: 7 });
    history.record('NoteAdded', {}, { parts: { content: { text: 'a regular' } } });
    history.record('TicketAssigned', { agentId: 'ali', claimed: true });
    const [opened, note, assigned] = await entries();
    expect(opened).toMatchObject({ kind: 'ticket', what: 'TicketOpened', ticketId: 'ann.1' });
    expect(note).toMatchObject({ kind: 'note', text: 'a regular', direction: 'inside' });
    expect(JSON.parse(assigned?.detail ?? '')).toMatchObject({ agentId: 'ali', claimed: true });
  });

  it('shows an erased message as erased: when it was stays, what it said is gone', async () => {
    const { id } = history.record('MessageReceived', {}, { parts: { content, sender } });
    const [erased] = (await copied(history.events, [1], plainOpener(new Set([id])))).rowsOf<Entry>(timeline);
    expect(erased).toMatchObject({ erased: 1, text: '', subject: '', senderName: '', kind: 'message' });
  });

  it('does not call a message erased that never had a text', async () => {
    history.record('MessageReceived', { body: 'reaction' });
    expect((await entries())[0]?.erased).toBe(0);
  });
});
