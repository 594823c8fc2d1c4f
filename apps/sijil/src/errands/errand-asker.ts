import { randomUUID } from 'node:crypto';
import type { Errands } from '#desk-store';
import { DeskUnavailable } from '#desk-store';
import { FaultElsewhere } from '../intake/intake-thread.js';
import type { ErrandAnswer } from './errand-answer.js';

/** How long whoever waits for an answer looks away, at most, in milliseconds. */
const lookEveryMs = 500;

/** Asks other processes of the desk, and waits for what they answer. */
export class ErrandAsker {
  constructor(private readonly errands: Errands) {}

  /**
   * What the one answers who does this work. Errors: theirs, by their codes; `DeskUnavailable` where nobody answered in
   * time, who may still be at it.
   */
  async ask(to: string, asked: object, seconds: number): Promise<unknown> {
    const id = randomUUID();
    const answers = await this.askEach([{ id, to, asked }], seconds, (all) => all.size > 0);
    const answer = answers.get(id);
    if (!answer) throw new DeskUnavailable(`no process of this desk did the work of its ${to} in time`);
    if ('refused' in answer) throw new FaultElsewhere(answer.refused);
    return answer.done;
  }

  /** What each of them answered, by the ids given, once `isEnough` or in `seconds`. Nothing of it is left then. */
  async askEach(
    errands: readonly { readonly id: string; readonly to: string; readonly asked: object }[],
    seconds: number,
    isEnough: (answers: ReadonlyMap<string, ErrandAnswer>) => boolean | Promise<boolean>,
  ): Promise<ReadonlyMap<string, ErrandAnswer>> {
    const ids = errands.map(({ id }) => id);
    const late = AbortSignal.timeout(seconds * 1000);
    await this.errands.ask(errands.map(({ asked, ...one }) => ({ ...one, asked: JSON.stringify(asked) })), seconds); // prettier-ignore
    try {
      for (;;) {
        const news = this.errands.news(AbortSignal.any([late, AbortSignal.timeout(lookEveryMs)]));
        const answers = answersIn(await this.errands.answersTo(ids));
        if (late.aborted || (await isEnough(answers))) return answers;
        await news;
      }
    } finally {
      await this.errands.forget(ids);
    }
  }
}

const answersIn = (answers: ReadonlyMap<string, string>): ReadonlyMap<string, ErrandAnswer> =>
  new Map([...answers].map(([id, text]) => [id, JSON.parse(text) as ErrandAnswer]));
