import { openDeskStore } from '#desk-store/open';
import type { DeskFacts } from '#desk-store';
import { DeskIdFixed, identityOf } from './identity.js';

describe('who a desk is', () => {
  let facts: DeskFacts;
  beforeEach(async () => (facts = (await openDeskStore('memory:')).facts));

  it('is the name it is given at its first start, in its first epoch', async () => {
    expect(await identityOf(facts, 'acme')).toEqual({ deskId: 'acme', epoch: 1 });
  });

  it('is a name made up where none is given, another for each desk and the same for ever', async () => {
    const { deskId } = await identityOf(facts, undefined);
    expect(deskId).toMatch(/^desk-[0-9a-f]{8}$/);
    expect((await identityOf(facts, undefined)).deskId).toBe(deskId);
    const other = (await openDeskStore('memory:')).facts;
    expect((await identityOf(other, undefined)).deskId).not.toBe(deskId);
  });

  it('stays what it was begun as, also when it is not named again', async () => {
    await identityOf(facts, 'acme');
    expect((await identityOf(facts, undefined)).deskId).toBe('acme');
    expect((await identityOf(facts, 'acme')).deskId).toBe('acme');
  });

  it('cannot be changed later: its name stands in tokens already given out', async () => {
    await identityOf(facts, 'acme');
    const renamed = identityOf(facts, 'acme-2');
    await expect(renamed).rejects.toThrow(DeskIdFixed);
    await expect(renamed).rejects.toMatchObject({ code: 'DESK.ID_FIXED', known: 'acme', wanted: 'acme-2' });
    expect((await identityOf(facts, undefined)).deskId).toBe('acme');
  });

  it('is in a later epoch once a restore was accepted', async () => {
    await identityOf(facts, 'acme');
    await facts.set('epoch', '3');
    expect(await identityOf(facts, 'acme')).toEqual({ deskId: 'acme', epoch: 3 });
  });
});
