import type { Parse } from '#application';
import { DoorFirst } from './door-first.js';

describe('in a rush at the door', () => {
  let now: number;
  let rests: number[];
  let used: number;
  let first: DoorFirst;
  let read: Parse;
  beforeEach(() => {
    now = 0;
    rests = [];
    used = 1;
    const rest = async (milliseconds: number) => {
      rests.push(milliseconds);
      now += milliseconds;
    };
    first = new DoorFirst({ now: () => now, used: () => used, rest });
    read = first.yielding(async () => ({ parser: 'test@1', items: [], refusals: [] }));
  });
  /** So many envelopes come in so many milliseconds, then the intake reads one. */
  const come = async (envelopes: number, milliseconds: number) => {
    const delivery = { bytes: new Uint8Array(), contentType: 'text/plain' };
    const door = first.counting({ keep: async () => [] });
    await door.keep(
      'mail',
      Array.from({ length: envelopes }, () => delivery),
    );
    now += milliseconds;
    await read(...([] as unknown as Parameters<Parse>));
  };

  it('the intake rests nine times as long as it worked, and no longer than a second', async () => {
    await come(300, 50);
    expect(rests).toEqual([450]);
    await come(3_000, 200);
    expect(rests).toEqual([450, 1_000]);
  });

  it('all that waits to be read waits for the same rest', async () => {
    now = 50;
    void first.counting({ keep: async () => [] }).keep('mail', Array.from({ length: 500 }, () => ({ bytes: new Uint8Array(), contentType: '' }))); // prettier-ignore
    await Promise.all(Array.from({ length: 10 }, () => read(...([] as unknown as Parameters<Parse>))));
    expect(rests).toEqual([450]);
  });

  it('nothing rests while the thread has time to spare', async () => {
    used = 0.5;
    for (let second = 0; second < 60; second += 1) await come(1_000, 1_000);
    expect(rests).toEqual([]);
  });

  it('nothing rests when hardly anybody is at the door, however much there is to read', async () => {
    for (let second = 0; second < 60; second += 1) await come(100, 1_000);
    expect(rests).toEqual([]);
  });

  it('the intake rests no more after ten seconds, until it was calm once', async () => {
    for (let look = 0; look < 30; look += 1) await come(1_000, 1_000);
    const inRush = rests.length;
    expect(inRush).toBeLessThan(10);
    await come(0, 1_000);
    await come(1_000, 1_000);
    expect(rests.length).toBe(inRush + 1);
  });
});
