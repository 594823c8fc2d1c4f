import { postgresUnderTest } from '#postgres/testing';
import { deskOn } from '../../testing/postgres-desks.js';
import type { KeptNews } from '../index.js';
import type { PostgresDeskStore } from './postgres-desk-store.js';

const postgres = await postgresUnderTest();
const aMinute = 60;
const news = (since: bigint, position: bigint, told = `of ${position}`): KeptNews => ({ since, position, told });

postgres.describe('what processes tell each other of changed pages', () => {
  let [teller, listener] = [] as unknown as PostgresDeskStore[];
  beforeEach(async () => {
    const url = postgres.freshUrl();
    [teller, listener] = [await deskOn(url), await deskOn(url)];
  });
  afterEach(async () => {
    await Promise.all([teller?.close(), listener?.close()]);
  });
  const heard = (after: bigint) => listener?.news.after(after);

  it('is heard by others from where they are, in the order of the log', async () => {
    await teller?.news.keep([news(5n, 9n)], aMinute);
    await teller?.news.keep([news(0n, 2n), news(2n, 5n)], aMinute);
    expect(await heard(0n)).toEqual([news(0n, 2n), news(2n, 5n), news(5n, 9n)]);
    expect(await heard(2n)).toEqual([news(2n, 5n), news(5n, 9n)]);
    expect(await heard(9n)).toEqual([]);
  });

  it('is told anew where pages are copied anew', async () => {
    await teller?.news.keep([news(0n, 3n)], aMinute);
    await teller?.news.keep([news(1n, 3n, 'otherwise')], aMinute);
    expect(await heard(0n)).toEqual([news(1n, 3n, 'otherwise')]);
  });

  it('is over when its time is, and gone with the next that is told', async () => {
    await teller?.news.keep([news(0n, 1n)], 0);
    expect(await heard(0n)).toEqual([]);
    await teller?.news.keep([news(1n, 2n)], aMinute);
    expect(await heard(0n)).toEqual([news(1n, 2n)]);
  });

  it('wakes whoever waits for it', async () => {
    const signal = new AbortController().signal;
    const rung = listener?.news.rung(signal);
    await teller?.news.keep([news(0n, 1n)], aMinute);
    await rung;
  });

  it('is forgotten with whoever is erased: nobody hears of it again', async () => {
    await teller?.news.keep([news(0n, 1n), news(1n, 2n)], aMinute);
    await teller?.news.forget();
    expect(await heard(0n)).toEqual([]);
  });
});
