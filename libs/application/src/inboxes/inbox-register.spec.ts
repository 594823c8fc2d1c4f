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

describe('the register of inboxes', () => {
  let store: DeskStore;
  let register: InboxRegister;
  beforeEach(async () => {
    store = await openDeskStore('memory:');
    register = new InboxRegister(store.facts);
    await register.load();
  });

  it('knows an inbox from the moment it is connected, also after a restart', async () => {
    await register.learn('help', connected('Sales@desk.example'));
    const restarted = new InboxRegister(store.facts);
    await restarted.load();
    for (const each of [register, restarted]) {
      expect(each.find('help')).toMatchObject({ ownAddresses: ['email@desk.example', 'sales@desk.example'] });
      expect(each.list()).toHaveLength(1);
    }
  });

  it('opens the door of no inbox that was disconnected, but still knows how to read what it took', async () => {
    await register.learn('help', connected());
    await register.learn('help', { ...connected(), connected: false });
    expect(register.find('help')).toBeUndefined();
    expect(register.list()).toEqual([]);
    expect(register.everKnown('help')).toMatchObject({ kind: 'email' });
  });

  it('does not know what never was connected', async () => {
    await register.learn('help', emptyInbox());
    expect(() => register.everKnown('help')).toThrow(InboxNotFound);
  });
});
