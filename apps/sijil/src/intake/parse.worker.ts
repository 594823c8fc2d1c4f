import type { InboxProfile, ParsedEnvelope, RawEnvelope } from '#channels';
import { parserFor } from '#channels/open';
import { stepBack } from '../threads/step-back.js';

/** What crosses to the parsing thread, several at once. */
export interface ParseTask {
  readonly raw: RawEnvelope;
  readonly inbox: InboxProfile;
}

/** What comes back for each: what was read, or what the parser threw. */
export type ReadTask = { readonly parsed: ParsedEnvelope } | { readonly fault: unknown };

stepBack();

/** The parsing thread: reads each envelope by its inbox's parser. */
export default async function parse(tasks: readonly ParseTask[]): Promise<readonly ReadTask[]> {
  const read: ReadTask[] = [];
  for (const task of tasks) read.push(await readOne(task));
  return read;
}

async function readOne({ raw, inbox }: ParseTask): Promise<ReadTask> {
  try {
    return { parsed: await (await parserFor(inbox.kind))(raw, inbox) };
  } catch (fault) {
    return { fault };
  }
}
