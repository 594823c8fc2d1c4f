import fc from 'fast-check';
import type { KeptInbox, KeptInboxes } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const inbox = (id: string, version: number, text = `{"as of":${version}}`): KeptInbox => ({ id, version, text });
const everything = async (inboxes: KeptInboxes) => (await inboxes.changedSince(0)).inboxes;
const byId = (inboxes: Iterable<KeptInbox>) => [...inboxes].sort((a, b) => a.id.localeCompare(b.id));

const anyInbox = fc.record({
  id: fc.constantFrom('mail', 'chat', 'calls'),
  version: fc.nat(9),
  text: fc.string({ unit: 'binary' }),
});

/** What every room of inboxes must do. */
export function describeKeptInboxes(driver: DeskDriver): void {
  describe(`the inboxes kept on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const kept = () => desk().store.inboxes;

      it('are none at first', async () => {
        expect(await kept().changedSince(0)).toEqual({ inboxes: [], mark: 0 });
      });

      it('are read as they were kept, in the order they changed', async () => {
        await kept().keep(inbox('mail', 1));
        await kept().keep(inbox('chat', 4, '{"address":"دردشة"}'));
        await kept().keep(inbox('mail', 3));
        expect(await everything(kept())).toEqual([inbox('chat', 4, '{"address":"دردشة"}'), inbox('mail', 3)]);
      });

      it('are shown once to who asks for what changed since he last asked', async () => {
        await kept().keep(inbox('mail', 1));
        const { mark } = await kept().changedSince(0);
        expect(await kept().changedSince(mark)).toEqual({ inboxes: [], mark });
        await kept().keep(inbox('chat', 1));
        const next = await kept().changedSince(mark);
        expect(next.inboxes).toEqual([inbox('chat', 1)]);
        expect(next.mark).toBeGreaterThan(mark);
      });

      it('are never overwritten by what somebody slower knows', async () => {
        await kept().keep(inbox('mail', 5));
        const { mark } = await kept().changedSince(0);
        await kept().keep(inbox('mail', 4));
        await kept().keep(inbox('mail', 5, 'the same version in other words'));
        expect(await kept().changedSince(mark)).toEqual({ inboxes: [], mark });
        expect(await everything(kept())).toEqual([inbox('mail', 5)]);
      });

      it('are seen by every process, whichever of them kept them', async () => {
        const other = (await desk().beside()).inboxes;
        await kept().keep(inbox('mail', 1));
        const { inboxes, mark } = await other.changedSince(0);
        expect(inboxes).toEqual([inbox('mail', 1)]);
        await other.keep(inbox('mail', 2));
        await kept().keep(inbox('mail', 1, 'late'));
        expect(await kept().changedSince(mark)).toMatchObject({ inboxes: [inbox('mail', 2)] });
        expect(await other.changedSince(mark)).toMatchObject({ inboxes: [inbox('mail', 2)] });
      });

      it('pass nobody over who asks while two processes keep them', async () => {
        const other = (await desk().beside()).inboxes;
        const seen: string[] = [];
        let [mark, looking] = [0, Promise.resolve()];
        const look = async () => {
          const changed = await kept().changedSince(mark);
          seen.push(...changed.inboxes.map(({ id }) => id));
          mark = changed.mark;
        };
        const lookAgain = () => (looking = looking.then(look));
        const ids = Array.from({ length: 40 }, (_, n) => `inbox-${n}`);
        await Promise.all(ids.map((id, n) => (n % 2 === 0 ? kept() : other).keep(inbox(id, 1)).then(lookAgain)));
        expect(seen.sort()).toEqual(ids.sort());
      });

      it('end at the highest version of each, in whatever order and by whomever they are kept', async () => {
        const [here, there] = [kept(), (await desk().beside()).inboxes];
        let day = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(fc.tuple(anyInbox, fc.boolean()), { maxLength: 12 }), async (given) => {
            const { mark } = await here.changedSince(0);
            const highest = new Map<string, KeptInbox>();
            day += 1;
            for (const [{ id, ...rest }, elsewhere] of given) {
              const one = { id: `${id} on day ${day}`, ...rest };
              await (elsewhere ? there : here).keep(one);
              if (one.version > (highest.get(one.id)?.version ?? -1)) highest.set(one.id, one);
            }
            expect(byId((await here.changedSince(mark)).inboxes)).toEqual(byId(highest.values()));
          }),
        );
      });

      it('take anything that is learned of them after a restore, but are known until then', async () => {
        await kept().keep(inbox('mail', 7));
        await kept().keep(inbox('chat', 2));
        await kept().forgetVersions();
        const { inboxes, mark } = await kept().changedSince(0);
        expect(inboxes).toEqual([inbox('mail', 0, inbox('mail', 7).text), inbox('chat', 0, inbox('chat', 2).text)]);
        await kept().keep(inbox('mail', 1));
        expect((await kept().changedSince(mark)).inboxes).toEqual([inbox('mail', 1)]);
      });

      afterRestart('are there after a restart, and go on being counted', async () => {
        await kept().keep(inbox('mail', 2));
        const { mark } = await kept().changedSince(0);
        const { inboxes: reopened } = await desk().reopen();
        await reopened.keep(inbox('mail', 1));
        await reopened.keep(inbox('chat', 1));
        expect(await everything(reopened)).toEqual([inbox('mail', 2), inbox('chat', 1)]);
        expect((await reopened.changedSince(mark)).inboxes).toEqual([inbox('chat', 1)]);
      });
    });
  });
}
