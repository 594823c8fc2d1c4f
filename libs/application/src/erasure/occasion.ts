import { randomUUID } from 'node:crypto';
import type { Actor, Instant } from '#domain';
import type { Occasion } from '../recording/drafts.js';

const eraser: Actor = { class: 'system', id: 'erasure' };

/** One step of an erasure. Every try has an id of its own: what is so already is not said again. */
export function erasureOccasion(at: Instant): Occasion {
  const commandId = `erasure-${randomUUID()}`;
  return {
    commandId,
    at,
    occurredAt: at,
    receivedAt: at,
    actor: eraser,
    correlationId: commandId,
    causationId: commandId,
  };
}
