import type { EventDraft } from '#event-log';
import { eventId } from '#sealing';
import type { Sealer } from '#sealing';
import type { Told } from './long-story.js';

/** A fact that is told, as the log takes it: its texts sealed; `turn` tells it from others of its stream. */
export function draftOf({ stream, fact, actor, parts }: Told, at: string, turn: number, sealer: Sealer): EventDraft {
  const sealed = Object.entries(parts).map(([name, text]) => [name, sealer.seal(stream, name, text)] as const);
  return {
    id: eventId(at, stream, `step-${turn}`, 0),
    type: fact.type,
    schema: 1,
    clear: fact.clear,
    sealed: Object.fromEntries(sealed),
    occurredAt: at,
    receivedAt: at,
    actor: { class: actor, id: actor },
    correlationId: stream,
    causationId: stream,
  };
}
