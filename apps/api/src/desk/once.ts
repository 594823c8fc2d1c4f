import { createHash } from 'node:crypto';
import { CommandIdReused } from '#application';
import type { Clock } from '#application';
import type { CommandResult, CommandResults } from '#desk-store';
import { canonicalJson } from '#sealing';
import type { WriteHead } from './desk-write.js';

/**
 * Does something the log knows nothing of, once: a repeat of the same write gets the first answer.
 *
 * Errors: `CommandIdReused` when the id belongs to another request; whatever `act` throws (then nothing is kept).
 */
export async function once<Answer>(
  { results, clock }: { readonly results: CommandResults; readonly clock: Clock },
  { commandId, actor }: WriteHead,
  asked: Readonly<Record<string, string | boolean>>,
  act: () => Promise<Answer>,
): Promise<Answer> {
  const bodyDigest = createHash('sha256')
    .update(canonicalJson({ actor: { ...actor }, asked }))
    .digest('hex');
  const first = await results.find(commandId);
  if (first) return answerIn(first, bodyDigest);
  const result = JSON.stringify(await act());
  const kept = await results.keep({ commandId, bodyDigest, result, answeredAt: clock.now() });
  return answerIn(kept, bodyDigest);
}

function answerIn<Answer>(kept: CommandResult, bodyDigest: string): Answer {
  if (kept.bodyDigest !== bodyDigest) throw new CommandIdReused(kept.commandId);
  return JSON.parse(kept.result) as Answer;
}
