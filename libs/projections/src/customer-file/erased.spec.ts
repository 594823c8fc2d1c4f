import fc from 'fast-check';
import { minute } from '#domain/testing';
import type { RecordedEvent } from '#event-log';
import { copied, History, plainOpener, stories, told } from '../../testing/index.js';
import { deliveries } from '../deliveries/index.js';
import { search } from '../search/index.js';
import { tickets } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import { volume } from '../volume/index.js';

const erasedFile = 'customer-ann';

/** Events whose parts an erasure of this file takes away: a message that moved is whose it became last. */
function theirs(events: readonly RecordedEvent[]): ReadonlySet<string> {
  const owner = new Map<string, string>();
  const isMessage = ({ type }: RecordedEvent) => type === 'MessageReceived' || type === 'MessageTransferredIn';
  for (const event of events.filter(isMessage)) owner.set(String(event.clear['messageId']), event.stream);
  const ownerOf = (event: RecordedEvent) => (isMessage(event) ? owner.get(String(event.clear['messageId'])) : event.stream); // prettier-ignore
  return new Set(events.filter((event) => ownerOf(event) === erasedFile).map(({ id }) => id));
}

describe('The pages of a customer who was erased', () => {
  it('lose every word and name, and nothing that is counted', async () => {
    const history = new History();
    const said = { content: { subject: 'parcel', text: 'late', newText: 'late', html: '', attachments: [] }, sender: { name: 'Lina Haddad', address: 'lina@example.com', replyTo: '', recipients: [] } }; // prettier-ignore
    history.record('MessageReceived', {}, { parts: said });
    history.record('TicketOpened');
    history.record('ReplyWritten', { messageId: 'r1' }, { parts: { content: { text: 'sorry', html: '' } } });
    history.record('ReplyFailed', { nativeKey: 'k1' }, { parts: { detail: 'no Lina here' } });
    const before = await copied(history.events);
    history.record('CustomerErased', {}, { occurredAt: minute(9) });
    const after = await copied(history.events, [1]);
    expect(JSON.stringify(after.everything())).not.toMatch(/parcel|late|Lina|lina|haddad|sorry/);
    expect(after.rowsOf(search)).toEqual([]);
    expect(after.rowsOf(timeline).map(({ kind, erased }) => [kind, erased])).toEqual([['message', 1], ['ticket', 0], ['reply', 1]]); // prettier-ignore
    expect(after.rowsOf(tickets)).toMatchObject([{ subject: '', preview: '', customerName: '', state: 'open' }]);
    expect(after.rowsOf(deliveries)).toMatchObject([{ status: 'failed', detail: '' }]);
    expect(after.rowsOf(volume)).toEqual(before.rowsOf(volume));
  });

  it('are what a rebuild without their keys gives, whatever happened before, and those of others are untouched', async () => {
    await fc.assert(
      fc.asyncProperty(stories(120), fc.integer({ min: 1, max: 20 }), async (steps, size) => {
        const { history } = told(steps);
        history.record('CustomerErased', {}, { stream: erasedFile, occurredAt: minute(10_000) });
        const live = await copied(history.events, [size]);
        const rebuilt = await copied(history.events, [history.events.length], plainOpener(theirs(history.events)));
        expect(rebuilt.everything()).toEqual(live.everything());
      }),
      { numRuns: 500 },
    );
  });
});
