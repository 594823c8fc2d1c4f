import { WriteLine } from '#postgres';
import type { Write, WriteLineOptions } from '#postgres';

class Refused extends Error {}
class OneIsBad extends Error {}

/** Writes that note what they were given together, and cannot do anything with `bad`, or while the server is `away`. */
class NotedWrites {
  readonly groups: (readonly string[])[] = [];

  most(most: number): Write<string, string> {
    return { together: (given) => this.together(given), most, isOfOne: (fault) => fault instanceof OneIsBad };
  }

  private async together(given: readonly string[]): Promise<readonly string[]> {
    this.groups.push(given);
    await new Promise((resolve) => setImmediate(resolve));
    if (given.includes('bad')) throw new OneIsBad('bad');
    if (given.includes('away')) throw new Error('the server is away');
    return given.map((one) => `${one}!`);
  }
}

const lineWith = (limits: Partial<WriteLineOptions> = {}) =>
  new WriteLine({
    maxWaiting: 10_000,
    maxWaitingBytes: 1_000_000,
    maxBytesTogether: 100_000,
    refused: (why) => new Refused(why),
    ...limits,
  });

describe('a line of writes', () => {
  let writes: NotedWrites;
  let note: Write<string, string>;
  beforeEach(() => {
    writes = new NotedWrites();
    note = writes.most(500);
  });

  it('writes together what comes together, and in the order it came', async () => {
    const line = lineWith();
    const first = [line.ask(note, 'a'), line.ask(note, 'b')];
    await first[0];
    const second = [line.ask(note, 'c'), line.ask(note, 'd')];
    expect(await Promise.all([...first, ...second])).toEqual(['a!', 'b!', 'c!', 'd!']);
    expect(writes.groups).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('gathers what comes while a group is under way, and writes no more at once than is good for others', async () => {
    const line = lineWith();
    const early = line.ask(note, 'early');
    await new Promise((resolve) => setImmediate(resolve));
    const many = Array.from({ length: 1_200 }, (_, at) => line.ask(note, `late ${at}`));
    await Promise.all([early, ...many]);
    expect(writes.groups.map(({ length }) => length)).toEqual([1, 500, 500, 200]);
  });

  it('writes no more bytes at once than it may, but always one', async () => {
    const line = lineWith({ maxBytesTogether: 10 });
    await Promise.all([6, 4, 11, 3].map((bytes) => line.ask(note, `${bytes} bytes`, bytes)));
    expect(writes.groups).toEqual([['6 bytes', '4 bytes'], ['11 bytes'], ['3 bytes']]);
  });

  it('lets what is asked for in other ways keep its turn', async () => {
    const line = lineWith();
    const alone = writes.most(1);
    await Promise.all([line.ask(note, 'a'), line.ask(alone, 'b'), line.ask(alone, 'c'), line.ask(note, 'd')]);
    expect(writes.groups).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('refuses when too much waits, but never one that stands alone', async () => {
    const line = lineWith({ maxWaiting: 2, maxWaitingBytes: 10 });
    const large = line.ask(note, 'larger than all', 100);
    await expect(line.ask(note, 'b', 1)).rejects.toThrow(new Refused('full'));
    expect(await large).toBe('larger than all!');
    const small = ['a', 'b'].map((one) => line.ask(note, one, 1));
    await expect(line.ask(note, 'c', 1)).rejects.toThrow(new Refused('full'));
    expect(await Promise.all(small)).toEqual(['a!', 'b!']);
  });

  it('lets one that cannot be written fail alone', async () => {
    const line = lineWith();
    const [good, bad, other] = [line.ask(note, 'good'), line.ask(note, 'bad'), line.ask(note, 'other')];
    await expect(bad).rejects.toThrow(OneIsBad);
    expect(await Promise.all([good, other])).toEqual(['good!', 'other!']);
  });

  it('tells everybody of a group when the server is away, and goes on with the next', async () => {
    const line = lineWith();
    const away = [line.ask(note, 'away'), line.ask(note, 'beside it')];
    for (const one of away) await expect(one).rejects.toThrow('the server is away');
    expect(await line.ask(note, 'later')).toBe('later!');
  });

  it('writes what waits before it closes, and takes nothing after', async () => {
    const line = lineWith();
    const waiting = line.ask(note, 'a');
    await line.close();
    expect(await waiting).toBe('a!');
    await expect(line.ask(note, 'b')).rejects.toThrow(new Refused('closed'));
  });
});
