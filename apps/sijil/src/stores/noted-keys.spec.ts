import { openDeskStore } from '#desk-store/open';
import type { Numbers } from '#desk-store';
import type { SealingKeys } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { lastKeyNoted, mustHoldNotedKeys, NotedKeys } from './noted-keys.js';
import { KeysBehindDesk } from './stores.errors.js';

describe('keys the desk store knows of', () => {
  let numbers: Numbers;
  let keys: SealingKeys;
  let noted: NotedKeys;
  beforeEach(async () => {
    numbers = (await openDeskStore('memory:')).numbers;
    keys = await openSealingKeys('memory:');
    noted = new NotedKeys(keys, numbers);
  });

  it('are noted before the first of their block is used', async () => {
    expect(await lastKeyNoted(numbers)).toBe(0);
    const { first } = await noted.lease(10);
    expect(await lastKeyNoted(numbers)).toBe(first + 9);
    await mustHoldNotedKeys(keys, numbers);
  });

  it('are not used when the desk store cannot be told', async () => {
    const full = { ...numbers, raise: () => Promise.reject(new Error('no space is left')) };
    await expect(new NotedKeys(keys, full).lease(10)).rejects.toThrow('no space is left');
    expect((await noted.lease(10)).first).toBe(11);
  });

  it('stay noted when two threads lease at once', async () => {
    await Promise.all([noted.lease(3), new NotedKeys(keys, numbers).lease(4), noted.lease(5)]);
    expect(await lastKeyNoted(numbers)).toBe(12);
  });

  it('are missed when older keys are put in their place', async () => {
    await noted.lease(10);
    const older = await openSealingKeys('memory:');
    await older.lease(4);
    const refused = mustHoldNotedKeys(older, numbers);
    await expect(refused).rejects.toThrow(KeysBehindDesk);
    await expect(refused).rejects.toMatchObject({ code: 'KEYS.RESTORED', leased: 4, noted: 10 });
  });

  it('are learned by a desk store that does not know them yet', async () => {
    await keys.lease(7);
    await mustHoldNotedKeys(keys, numbers);
    expect(await lastKeyNoted(numbers)).toBe(7);
  });

  it('are found, raised, destroyed and closed as they are without it', async () => {
    const { first } = await noted.lease(2);
    expect(await noted.handleKey()).toEqual(await keys.handleKey());
    await noted.destroy([first]);
    expect([...(await noted.find([first, first + 1])).keys()]).toEqual([first + 1]);
    await noted.raise(50);
    expect(await noted.lastGiven()).toBe(50);
    await noted.close();
    await expect(keys.lastGiven()).rejects.toMatchObject({ code: 'KEYS.UNAVAILABLE' });
  });
});
