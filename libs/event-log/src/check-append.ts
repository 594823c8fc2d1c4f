import { AppendMalformed } from './event-log.errors.js';
import type { Append, EventDraft } from './event-log.port.js';
import { isInstant } from './instant.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Refuses what no driver could give back as it came: every driver calls it before it writes.
 * Errors: `AppendMalformed`.
 */
export function checkAppend({ stream, expected, events }: Append): void {
  const refuse = (reason: string): never => {
    throw new AppendMalformed(stream, reason);
  };
  if (!isName(stream)) refuse('a stream needs a name');
  if (!Number.isSafeInteger(expected.version) || expected.version < 0) refuse('the expected version is not a version');
  if (expected.hash.length !== 32) refuse('the expected hash does not have 32 bytes');
  if (events.length === 0) refuse('there is no event in it');
  for (const draft of events) checkDraft(draft, refuse);
}

function checkDraft(draft: EventDraft, refuse: (reason: string) => never): void {
  if (!uuid.test(draft.id)) refuse(`the event id "${draft.id}" is not a UUID in lower case`);
  if (!isName(draft.type)) refuse('an event needs a type');
  if (!Number.isSafeInteger(draft.schema)) refuse(`the schema ${draft.schema} is not a whole number`);
  if (!isInstant(draft.occurredAt)) refuse(`occurredAt "${draft.occurredAt}" is not an instant`);
  if (!isInstant(draft.receivedAt)) refuse(`receivedAt "${draft.receivedAt}" is not an instant`);
  if (!isText(draft.actor.id) || !isText(draft.correlationId) || !isText(draft.causationId))
    refuse('an id of the actor, the correlation or the cause is not well-formed text');
  for (const [name, value] of Object.entries(draft.clear)) {
    if (!isClear(value)) refuse(`the clear field "${name}" is not text, a whole number, a flag or a list of texts`);
  }
}

/** A field that is `undefined` counts as absent. */
function isClear(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return value === undefined || typeof value === 'string' || typeof value === 'boolean';
}

/** Text that every store gives back as it was: no half of a surrogate pair, no NUL. */
const isText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

const isName = (text: string): boolean => text !== '' && isText(text);
