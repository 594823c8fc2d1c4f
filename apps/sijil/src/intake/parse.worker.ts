import { move, transferableSymbol, valueSymbol } from 'piscina';
import { outlineEnvelope } from '#application/open';
import type { InboxProfile, RawEnvelope } from '#channels';
import { parserFor } from '#channels/open';
import { stepBack } from '../threads/step-back.js';
import { EnvelopePacker } from './packed-envelope.js';

/** What crosses to the parsing thread, several at once. */
export interface ParseTask {
  readonly raw: RawEnvelope;
  readonly inbox: InboxProfile;
}

/** What comes back for each: what was read, packed, or what the parser threw. */
export type ReadTask = { readonly packed: string } | { readonly fault: unknown };

/** What comes back for several. */
export interface ReadTasks {
  readonly read: readonly ReadTask[];
  /** What is to be sealed of all of them. */
  readonly plaintexts: ArrayBuffer;
}

stepBack();

/** The parsing thread: reads each envelope by its inbox's parser, and outlines it. */
export default async function parse(tasks: readonly ParseTask[]): Promise<unknown> {
  const packer = new EnvelopePacker();
  const read: ReadTask[] = [];
  for (const task of tasks) read.push(await readOne(task, packer));
  return handedOver({ read, plaintexts: packer.plaintexts() });
}

async function readOne({ raw, inbox }: ParseTask, packer: EnvelopePacker): Promise<ReadTask> {
  try {
    const parser = await parserFor(inbox.kind);
    return { packed: packer.pack(outlineEnvelope(await parser(raw, inbox))) };
  } catch (fault) {
    return { fault };
  }
}

const handedOver = (tasks: ReadTasks) => move({ [valueSymbol]: tasks, [transferableSymbol]: tasks.plaintexts });
