import { randomUUID } from 'node:crypto';
import type { LivePort } from '#apps/api';
import type { Errands } from '#desk-store';
import type { ReadStore } from '#read-store';
import type { Foundation, Part } from '../foundation/index.js';
import { LiveElsewhere } from '../pages/live-elsewhere.js';
import { NewsTeller } from '../pages/news-teller.js';
import { attendAs } from './attendance.js';
import { ErrandAsker } from './errand-asker.js';
import { ErrandRunner } from './errand-runner.js';
import { sharedErrands, sharedNews } from './shared-errands.js';

/** What processes attend as that copy pages. */
const projectors = 'projectors';
/** How long they tell what they commit when they are asked to, and how long they are waited for. Seconds. */
const [tellSeconds, answerSeconds] = [30, 2];

interface AskedToTell {
  readonly tellSeconds: number;
}

/** What all projectors of the desk commit, as those are told of it who watch at the doors of this process. */
export function liveElsewhere(
  { stores, telling }: Pick<Foundation, 'stores' | 'telling'>,
  pages: Pick<ReadStore<never>, 'position'>,
): LivePort {
  const errands = sharedErrands(stores);
  const asker = new ErrandAsker(errands);
  const ask = () => askToTell(errands, asker);
  return new LiveElsewhere({ pages, room: sharedNews(stores), askToTell: ask, ...telling('live') });
}

/** Resolves once all who copy pages tell what they commit, or have not answered in time. */
async function askToTell(errands: Errands, asker: ErrandAsker): Promise<void> {
  const asked: AskedToTell = { tellSeconds };
  const each = (await errands.attending(projectors)).map((to) => ({ id: randomUUID(), to, asked }));
  if (each.length > 0) await asker.askEach(each, answerSeconds, (answers) => answers.size === each.length);
}

/** Lets others ask the projector of this process to tell what it commits. */
export function attendProjector({ stores, holder, onFault }: Foundation, projector: LivePort): Part {
  const [errands, name] = [sharedErrands(stores), `${projectors}/${holder}`];
  const teller = new NewsTeller({ projector, room: sharedNews(stores), onFault: (fault) => onFault('live', fault) });
  const attendance = attendAs(errands, { name, kind: projectors }, onFault);
  const carryOut = (asked: unknown) => teller.tellFor((asked as AskedToTell).tellSeconds);
  const runner = new ErrandRunner({ errands, names: [name], carryOut, onFault });
  return {
    stop: async () => {
      await attendance.stop();
      await runner.stop();
      await teller.stop();
    },
  };
}
