import { randomUUID } from 'node:crypto';
import { newStream } from '#event-log';
import type { EventDraft } from '#event-log';
import { Sealer } from '#sealing';
import type { Settings } from '#settings';
import { openStores } from '../src/stores/stores.js';

/** What stands in a spoilt note: cut off, so that nobody can read it. */
const spoiltText = '{"text":"call her at +966 50 123 4567';

/**
 * Writes notes whose text nobody can read, and sound ones behind them, on a customer's file of a desk that is not running:
 * as code with a fault would have left them. Everything but their text is in order, so that only pages stumble over them.
 */
export async function writeSpoiltNotes(
  settings: Settings,
  stream: string,
  { spoilt, sound, text = spoiltText }: { readonly spoilt: number; readonly sound: number; readonly text?: string },
): Promise<void> {
  const stores = await openStores(settings, () => undefined);
  try {
    const sealer = new Sealer(stores.keys, stores.blobs);
    await sealer.ready(spoilt + sound);
    const texts = Array.from({ length: spoilt + sound }, (_, turn) => (turn < spoilt ? text : '{"text":"sound"}'));
    const events = texts.map((each, turn) => note(`note-${turn}`, { content: sealer.seal(stream, 'content', each) }));
    await stores.log.append({ stream, expected: newStream, events });
  } finally {
    await stores.close();
  }
}

function note(noteId: string, sealed: EventDraft['sealed']): EventDraft {
  const at = '2026-03-01T08:00:00.000Z';
  const id = randomUUID();
  return {
    ...{ id, type: 'NoteAdded', schema: 1, sealed, occurredAt: at, receivedAt: at },
    clear: { noteId, ticketId: 'nobody.1' },
    actor: { class: 'agent', id: 'ali' },
    ...{ correlationId: id, causationId: id },
  };
}
