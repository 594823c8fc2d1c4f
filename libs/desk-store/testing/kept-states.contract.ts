import fc from 'fast-check';
import type { KeptState, KeptStates } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const state = (id: string, version: number, text = `{"as of":${version}}`): KeptState => ({ id, version, text });
const everything = async (room: KeptStates) => (await room.changedSince(0)).states;
const byId = (states: Iterable<KeptState>) => [...states].sort((a, b) => a.id.localeCompare(b.id));

const anyState = fc.record({
  id: fc.constantFrom('mail', 'chat', 'calls'),
  version: fc.nat(9),
  text: fc.string({ unit: 'binary' }),
});

/** What every room for states of streams must do. */
export function describeKeptStates(driver: DeskDriver): void {
  describe.each(['inboxes', 'agents'] as const)(`the %s kept on ${driver.name}`, (room) => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const kept = () => desk().store[room];

      it('are none at first', async () => {
        expect(await kept().changedSince(0)).toEqual({ states: [], mark: 0 });
      });

      it('are read as they were kept, in the order they changed', async () => {
        await kept().keep(state('mail', 1));
        await kept().keep(state('chat', 4, '{"address":"دردشة"}'));
        await kept().keep(state('mail', 3));
        expect(await everything(kept())).toEqual([state('chat', 4, '{"address":"دردشة"}'), state('mail', 3)]);
      });

      it('are shown once to who asks for what changed since he last asked', async () => {
        await kept().keep(state('mail', 1));
        const { mark } = await kept().changedSince(0);
        expect(await kept().changedSince(mark)).toEqual({ states: [], mark });
        await kept().keep(state('chat', 1));
        const next = await kept().changedSince(mark);
        expect(next.states).toEqual([state('chat', 1)]);
        expect(next.mark).toBeGreaterThan(mark);
      });

      it('are never overwritten by what somebody slower knows', async () => {
        await kept().keep(state('mail', 5));
        const { mark } = await kept().changedSince(0);
        await kept().keep(state('mail', 4));
        await kept().keep(state('mail', 5, 'the same version in other words'));
        expect(await kept().changedSince(mark)).toEqual({ states: [], mark });
        expect(await everything(kept())).toEqual([state('mail', 5)]);
      });

      it('are seen by every process, whichever of them kept them', async () => {
        const other = (await desk().beside())[room];
        await kept().keep(state('mail', 1));
        const { states, mark } = await other.changedSince(0);
        expect(states).toEqual([state('mail', 1)]);
        await other.keep(state('mail', 2));
        await kept().keep(state('mail', 1, 'late'));
        expect(await kept().changedSince(mark)).toMatchObject({ states: [state('mail', 2)] });
        expect(await other.changedSince(mark)).toMatchObject({ states: [state('mail', 2)] });
      });

      it('pass nobody over who asks while two processes keep them', async () => {
        const other = (await desk().beside())[room];
        const seen: string[] = [];
        let [mark, looking] = [0, Promise.resolve()];
        const look = async () => {
          const changed = await kept().changedSince(mark);
          seen.push(...changed.states.map(({ id }) => id));
          mark = changed.mark;
        };
        const lookAgain = () => (looking = looking.then(look));
        const ids = Array.from({ length: 40 }, (_, n) => `inbox-${n}`);
        await Promise.all(ids.map((id, n) => (n % 2 === 0 ? kept() : other).keep(state(id, 1)).then(lookAgain)));
        expect(seen.sort()).toEqual(ids.sort());
      });

      it('end at the highest version of each, in whatever order and by whomever they are kept', async () => {
        const [here, there] = [kept(), (await desk().beside())[room]];
        let day = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.tuple(anyState, fc.boolean()), { maxLength: 12, size: 'max' }),
            async (given) => {
              const { mark } = await here.changedSince(0);
              const highest = new Map<string, KeptState>();
              day += 1;
              for (const [{ id, ...rest }, elsewhere] of given) {
                const one = { id: `${id} on day ${day}`, ...rest };
                await (elsewhere ? there : here).keep(one);
                if (one.version > (highest.get(one.id)?.version ?? -1)) highest.set(one.id, one);
              }
              expect(byId((await here.changedSince(mark)).states)).toEqual(byId(highest.values()));
            },
          ),
          { numRuns: driver.runs ?? 100 },
        );
      });

      it('take anything that is learned of them after a restore, but are known until then', async () => {
        await kept().keep(state('mail', 7));
        await kept().keep(state('chat', 2));
        await kept().forgetVersions();
        const { states, mark } = await kept().changedSince(0);
        expect(states).toEqual([state('mail', 0, state('mail', 7).text), state('chat', 0, state('chat', 2).text)]);
        await kept().keep(state('mail', 1));
        expect((await kept().changedSince(mark)).states).toEqual([state('mail', 1)]);
      });

      afterRestart('are there after a restart, and go on being counted', async () => {
        await kept().keep(state('mail', 2));
        const { mark } = await kept().changedSince(0);
        const reopened = (await desk().reopen())[room];
        await reopened.keep(state('mail', 1));
        await reopened.keep(state('chat', 1));
        expect(await everything(reopened)).toEqual([state('mail', 2), state('chat', 1)]);
        expect((await reopened.changedSince(mark)).states).toEqual([state('chat', 1)]);
      });
    });
  });
}
