import { emptyInbox } from '#domain';
import type { InboxState } from '#domain';
import { openDeskStore } from '#desk-store/open';
import type { DeskStore } from '#desk-store';
import { InboxNotFound } from '../door/door.errors.js';
import { inboxSettings } from '../../testing/index.js';
import { InboxRegister } from './inbox-register.js';

const connected = (own = ''): InboxState => ({
  ...emptyInbox(),
  settings: { ...inboxSettings('email'), ownAddresses: own },
  connected: true,
});
const disconnected: InboxState = { ...connected(), connected: false };

describe('the register of inboxes', () => {
  let store: DeskStore;
  let register: InboxRegister;
  const opened = async () => {
    const another = new InboxRegister(store.inboxes);
    await another.load();
    return another;
  };
  beforeEach(async () => {
    store = await openDeskStore('memory:');
    register = await opened();
  });

  it('knows an inbox from the moment it is connected, also after a restart', async () => {
    await register.learn('help', connected('Sales@desk.example'), 1);
    for (const each of [register, await opened()]) {
      expect(each.find('help')).toMatchObject({ ownAddresses: ['email@desk.example', 'sales@desk.example'] });
      expect(each.list()).toHaveLength(1);
    }
  });

  it('opens the door of no inbox that was disconnected, but still knows how to read what it took', async () => {
    await register.learn('help', connected(), 1);
    await register.learn('help', disconnected, 2);
    expect(register.find('help')).toBeUndefined();
    expect(register.list()).toEqual([]);
    expect(register.everKnown('help')).toMatchObject({ kind: 'email' });
  });

  it('does not know what never was connected', async () => {
    await register.learn('help', emptyInbox(), 1);
    expect(() => register.everKnown('help')).toThrow(InboxNotFound);
  });

  it('has what others learned, and keeps nothing of theirs away from them, once it looks', async () => {
    const other = await opened();
    await Promise.all([register.learn('help', connected(), 1), other.learn('calls', connected(), 1)]);
    await Promise.all([register.refresh(), other.refresh()]);
    for (const each of [register, other, await opened()]) {
      expect(
        each
          .list()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['calls', 'help']);
    }
  });

  it('is not set back by one who is slower to learn', async () => {
    const slow = await opened();
    await register.learn('help', disconnected, 4);
    await slow.learn('help', connected(), 3);
    await register.refresh();
    for (const each of [register, slow, await opened()]) expect(each.find('help')).toBeUndefined();
  });

  it('is not set back by an answer that was overtaken', async () => {
    await register.learn('help', connected(), 1);
    const [late, other] = [await store.inboxes.changedSince(0), await opened()];
    await register.learn('help', disconnected, 2);
    await other.refresh();
    store.inboxes.changedSince = async () => late;
    await other.refresh();
    expect(other.everKnown('help')).toBeDefined();
    expect(other.find('help')).toBeUndefined();
  });

  it('writes down once what it is told twice', async () => {
    await register.learn('help', connected(), 1);
    const { mark } = await store.inboxes.changedSince(0);
    store.inboxes.keep = () => Promise.reject(new Error('it is known'));
    await register.learn('help', connected(), 1);
    expect((await store.inboxes.changedSince(mark)).states).toEqual([]);
  });

  it('knows nothing that is not durable', async () => {
    store.inboxes.keep = () => Promise.reject(new Error('the disk is full'));
    await expect(register.learn('help', connected(), 1)).rejects.toThrow('the disk is full');
    expect(register.find('help')).toBeUndefined();
  });
});
