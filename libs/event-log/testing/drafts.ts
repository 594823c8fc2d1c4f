import { chainHash } from '#sealing';
import type { Append, EventDraft, EventLog, StreamTip } from '#event-log';

let drafted = 0;

/** An event nobody drafted before; whatever a test cares about is given. */
export function draft(given: Partial<EventDraft> = {}): EventDraft {
  drafted += 1;
  return {
    id: `0195a3f0-0000-8000-8000-${drafted.toString(16).padStart(12, '0')}`,
    type: 'NoteAdded',
    schema: 1,
    clear: { noteId: `n${drafted}` },
    sealed: {},
    occurredAt: '2026-03-01T08:00:00.000Z',
    receivedAt: '2026-03-01T08:00:00.250Z',
    actor: { class: 'agent', id: 'agent-lina' },
    correlationId: 'command-1',
    causationId: 'command-1',
    ...given,
  };
}

/** The tip a stream has once these events stand on it. */
export function tipAfter({ stream, expected, events }: Append): StreamTip {
  let { version, hash } = expected;
  for (const event of events) {
    version += 1;
    hash = chainHash(hash, stream, version, event);
  }
  return { version, hash };
}

/** Positions of the events that stand at these places of the log, which counts from 1: the places themselves where it is gapless. */
export async function positionsAt(log: EventLog, ...places: readonly number[]): Promise<readonly bigint[]> {
  if (log.traits.gapless) return places.map(BigInt);
  const events = await log.readAll(0n, Math.max(...places));
  return places.map((place) => events[place - 1]?.position ?? -1n);
}
