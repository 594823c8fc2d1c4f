import { CommandIdReused } from '#application';
import { openDeskStore } from '#desk-store/open';
import type { CommandResults } from '#desk-store';
import { Once } from './once.js';
import type { Deed } from './once.js';

const head = { commandId: 'k1', actor: { class: 'agent', id: 'admin' } } as const;
const asked = { role: 'agent' };
class Crash extends Error {}

/** Something that counts what was chosen and done; whoever does it again with the same choice changes nothing. */
class Register {
  readonly kept = new Set<string>();
  private chosen = 0;

  /** `crash`: where the process dies. */
  deed(crash?: 'before' | 'after'): Deed<{ readonly id: string }, { readonly id: string }> {
    return {
      choose: async () => ({ id: `id ${(this.chosen += 1)}` }),
      act: async ({ id }) => {
        if (crash === 'before') throw new Crash();
        this.kept.add(id);
        if (crash === 'after') throw new Crash();
        return { id };
      },
    };
  }
}

describe('what the log knows nothing of', () => {
  let results: CommandResults;
  let register: Register;
  const clock = { now: () => '2026-03-01T08:00:00.000Z' };
  /** As after a start: nothing is remembered but what is kept. */
  const started = () => new Once(results, clock);
  beforeEach(async () => {
    results = (await openDeskStore('memory:')).results;
    register = new Register();
  });

  it('is done once, and a repeat gets the first answer, also after a restart', async () => {
    const once = started();
    expect(await once.do(head, asked, register.deed())).toEqual({ id: 'id 1' });
    expect(await once.do(head, asked, register.deed())).toEqual({ id: 'id 1' });
    expect(await started().do(head, asked, register.deed())).toEqual({ id: 'id 1' });
    expect([...register.kept]).toEqual(['id 1']);
  });

  it.each(['before', 'after'] as const)(
    'is done to its end by the repeat, with what was chosen first, when a crash came %s it was done',
    async (crash) => {
      await expect(started().do(head, asked, register.deed(crash))).rejects.toThrow(Crash);
      expect(await started().do(head, asked, register.deed())).toEqual({ id: 'id 1' });
      expect([...register.kept]).toEqual(['id 1']);
    },
  );

  it('is done once when it comes five times at once', async () => {
    const once = started();
    const five = Array.from({ length: 5 }, () => once.do(head, asked, register.deed()));
    expect(new Set((await Promise.all(five)).map(({ id }) => id))).toEqual(new Set(['id 1']));
  });

  it('refuses another request under its id, from the moment it was noted', async () => {
    await expect(started().do(head, asked, register.deed('before'))).rejects.toThrow(Crash);
    await expect(started().do(head, { role: 'admin' }, register.deed())).rejects.toThrow(CommandIdReused);
    await expect(started().do({ ...head, actor: { class: 'agent', id: 'other' } }, asked, register.deed())).rejects.toThrow(CommandIdReused); // prettier-ignore
    expect([...register.kept]).toEqual([]);
  });

  it('that is refused when it is judged leaves nothing, and may be asked again', async () => {
    const refused = { ...register.deed(), choose: () => Promise.reject(new RangeError('not now')) };
    await expect(started().do(head, asked, refused)).rejects.toThrow(RangeError);
    expect(await started().do(head, asked, register.deed())).toEqual({ id: 'id 1' });
  });
});
