import type { Questions } from '#queries';
import { deskPagesOver } from './page-questions.js';

/** Pages that hold these places of one envelope, two a page, and remember what was asked of them. */
function pages(places: readonly string[], links: readonly object[] = []) {
  const asked: unknown[] = [];
  const questions = {
    reached: async (position: bigint) => void asked.push(position),
    quarantine: async ({ envelope, after = '0' }: { envelope: string; after?: string }) => {
      asked.push(envelope);
      const from = Number(after);
      const refused = places.slice(from, from + 2).map((item) => ({ item }));
      return { refused, ...(from + 2 < places.length ? { next: String(from + 2) } : {}) };
    },
    people: async () => ({ links }),
  };
  const head = async () => ({ position: 9n, hash: new Uint8Array(32) });
  return { asked, over: deskPagesOver(questions as unknown as Questions, { head }) };
}

describe('what the working parts ask of the pages', () => {
  it('is every place of an envelope in quarantine, however many there are', async () => {
    const { over, asked } = pages(['row 1', 'row 2', 'row 3', 'row 4', 'row 5']);
    expect(await over.placesInQuarantine(7n)).toEqual(['row 1', 'row 2', 'row 3', 'row 4', 'row 5']);
    expect(asked).toEqual([9n, '7', '7', '7']);
  });

  it('is who is linked to whom, once the pages hold all that is recorded', async () => {
    const { over, asked } = pages([], [{ customerId: 'ann', otherId: 'bob' }]);
    expect(await over.linksOf('ann')).toEqual([['ann', 'bob']]);
    expect(asked).toEqual([9n]);
  });
});
