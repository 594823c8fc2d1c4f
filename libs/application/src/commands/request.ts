import { createHash } from 'node:crypto';
import type { Actor } from '#domain';
import { canonicalJson } from '#sealing';
import type { IntakeKeys } from '../intake/keys.js';
import type { DeskCommand } from './desk-command.js';

/** A command as its repeats, and its facts in the log, are known by. */
export interface Request {
  readonly commandId: string;
  /** SHA-256 (hex) of who asks for what. */
  readonly bodyDigest: string;
  /** The `causationId` of its facts: `request-` and a keyed digest of the same, for people may be named in it. */
  readonly cause: string;
}

const causePrefix = 'request-';

export function requestOf(commandId: string, actor: Actor, command: DeskCommand, keys: IntakeKeys): Request {
  const body = canonicalJson({ actor: { ...actor }, command: { ...command } });
  const bodyDigest = createHash('sha256').update(body).digest('hex');
  return { commandId, bodyDigest, cause: `${causePrefix}${keys.request(commandId, bodyDigest)}` };
}

const correlationPrefix = 'command-';

/** The `correlationId` of everything a command brings about, also in other files. */
export const correlationOf = (commandId: string): string => `${correlationPrefix}${commandId}`;

/** The command that brought an event about; `undefined` where none did. */
export const commandOf = (correlationId: string): string | undefined =>
  correlationId.startsWith(correlationPrefix) ? correlationId.slice(correlationPrefix.length) : undefined;

/** Whether an event was written for a request itself, and does not only follow from it. */
export const isCauseOfRequest = (causationId: string): boolean => causationId.startsWith(causePrefix);
