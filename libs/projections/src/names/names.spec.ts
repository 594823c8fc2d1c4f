import fc from 'fast-check';
import { minute } from '#domain/testing';
import { copied, History, stories, told } from '../../testing/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { saidName } from './said-name.js';
import { saidNames } from './said-names.table.js';
import type { SaidName } from './said-names.table.js';

const by = (name: string, address = 'lina@example.com') => ({
  sender: { name, address, replyTo: '', recipients: [] },
});

describe('names that were said', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
  });
  const says = (messageId: string, name: string, customer = 'ann') =>
    history.record(
      'MessageReceived',
      { messageId, conversationId: `${customer}.c1` },
      { stream: `customer-${customer}`, parts: by(name) },
    );
  const names = async () => (await copied(history.events, [2, 1])).rowsOf<SaidName>(saidNames);

  it('are noted with the file, however they are written', async () => {
    says('m1', 'أحمد علي');
    says('m2', 'احمد على', 'bob');
    expect((await names()).map(({ letters, customerId }) => [letters, customerId])).toEqual([
      ['احمدعلي', 'ann'],
      ['احمدعلي', 'bob'],
    ]);
  });
  it('are noted when they first come to a ticket, and not with every message after', async () => {
    says('m1', 'Lina Haddad');
    history.record('TicketOpened', { cause: 'm1' });
    says('m2', 'Lina Haddad');
    says('m3', 'Lina H. Haddad');
    says('m4', 'Lina');
    expect(await names()).toEqual([
      { letters: 'linahaddad', customerId: 'ann', position: 1 },
      { letters: 'linahhaddad', customerId: 'ann', position: 4 },
    ]);
  });
  it('are noted of calls, and of openings that are stated elsewhere', async () => {
    history.record('CallLogged', {}, { parts: by('Lina Haddad', '+966501234567') });
    const stated = { ticketId: 'bob.1', conversationId: 'bob.c1', channel: 'phone', cause: 'o1' } as const;
    history.record('TicketOpened', stated, { stream: 'customer-bob', parts: by('Bob Khan') });
    expect(await names()).toMatchObject([
      { letters: 'bobkhan', customerId: 'bob' },
      { letters: 'linahaddad', customerId: 'ann' },
    ]);
  });
  it('go with the message that said them to another file, unless others say them too', async () => {
    says('m1', 'Bob Khan');
    says('m2', 'Lina Haddad');
    says('m3', 'Lina Haddad');
    const leaves = (messageId: string) => {
      const transfer = { messageId, transferId: `t-${messageId}` };
      history.record('MessageTransferredOut', { ...transfer, toCustomerId: 'bob', cause: 'c1' });
    };
    leaves('m1');
    leaves('m2');
    expect(await names()).toEqual([{ letters: 'linahaddad', customerId: 'ann', position: 3 }]);
    leaves('m3');
    expect(await names()).toEqual([]);
  });
  it('are gone with a customer who is erased, and only theirs', async () => {
    says('m1', 'Lina Haddad');
    says('m2', 'Lina Haddad', 'bob');
    history.record('CustomerErased', {}, { occurredAt: minute(9) });
    expect(await names()).toEqual([{ letters: 'linahaddad', customerId: 'bob', position: 2 }]);
  });
  it('are exactly those on the timelines, each where it is said, whatever happened', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(stories(120), sizes, async (steps, cut) => {
        const pages = await copied(told(steps).history.events, cut);
        const said = pages.rowsOf<Entry>(timeline).flatMap((entry) => saidName(entry) ?? []);
        const noted = pages.rowsOf<SaidName>(saidNames);
        for (const name of noted) expect(said).toContainEqual(name);
        const held = ({ letters, customerId }: SaidName) => `${letters} ${customerId}`;
        expect(new Set(noted.map(held))).toEqual(new Set(said.map(held)));
      }),
      { numRuns: 300 },
    );
  });
});
