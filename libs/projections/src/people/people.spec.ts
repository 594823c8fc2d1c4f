import { History, copied, plainOpener } from '../../testing/index.js';
import { dismissals, handles, links } from './people.tables.js';

describe('people', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
  });
  const claim = () =>
    history.record(
      'HandleClaimed',
      { kind: 'email', class: 'personal' },
      { stream: 'handle-h1', parts: { handle: 'lina@example.com' } },
    );

  it('knows which address speaks for whom', async () => {
    claim();
    expect((await copied(history.events)).rowsOf(handles)).toMatchObject([
      { handleId: 'h1', customerId: 'ann', kind: 'email', class: 'personal', handle: 'lina@example.com', erased: 0 },
    ]);
  });
  it('lets a released address go', async () => {
    claim();
    history.record('HandleReleased', {}, { stream: 'handle-h1' });
    expect((await copied(history.events)).rowsOf(handles)).toEqual([]);
  });
  it('shows that an address was erased', async () => {
    const { id } = claim();
    const pages = await copied(history.events, [1], plainOpener(new Set([id])));
    expect(pages.rowsOf(handles)).toMatchObject([{ handle: '', erased: 1 }]);
  });
  it('links files of one person in both directions, until they are unlinked', async () => {
    const pair = { firstCustomerId: 'ann', secondCustomerId: 'bob' };
    history.record('CustomersMerged', { ...pair, because: 'agent' }, { stream: 'link-ann-bob' });
    expect((await copied(history.events)).rowsOf(links)).toMatchObject([
      { customerId: 'ann', otherId: 'bob', because: 'agent' },
      { customerId: 'bob', otherId: 'ann', because: 'agent' },
    ]);
    history.record('CustomersUnmerged', pair, { stream: 'link-ann-bob' });
    expect((await copied(history.events)).rowsOf(links)).toEqual([]);
  });
  it('keeps in both directions what was said not to be one person, until it is', async () => {
    const pair = { firstCustomerId: 'ann', secondCustomerId: 'bob' };
    const stream = { stream: 'link-ann-bob' };
    history.record('SuggestionDismissed', { ...pair, likenesses: ['same-name', 'same-number'] }, stream);
    expect((await copied(history.events)).rowsOf(dismissals)).toMatchObject([
      { customerId: 'ann', otherId: 'bob', likenesses: 'same-name same-number' },
      { customerId: 'bob', otherId: 'ann', likenesses: 'same-name same-number' },
    ]);
    history.record('CustomersMerged', { ...pair, because: 'agent' }, stream);
    history.record('CustomersUnmerged', pair, stream);
    expect((await copied(history.events)).rowsOf(dismissals)).toEqual([]);
  });
});
