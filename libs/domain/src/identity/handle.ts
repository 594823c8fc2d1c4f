import type { Dated } from '../event/index.js';
import { nothingRecent, recalled, remembered } from '../persistent/index.js';
import type { Recent } from '../persistent/index.js';
import type { ClaimHandle, HandleCommand, ReleaseHandle } from './identity.commands.js';
import type { HandleEvent } from './identity.events.js';
import { HandleAlreadyClaimed } from './identity.refusals.js';

/** For whom a handle speaks: the fold of stream `handle-<digest>`. */
export interface HandleState {
  /** `undefined` while it speaks for nobody. */
  readonly customerId: string | undefined;
  /** Ids of items and commands that claimed or released it; the last 1,000 at least. */
  readonly done: Recent<true>;
}

/** A handle nobody ever claimed. */
export const emptyHandle = (): HandleState => ({ customerId: undefined, done: nothingRecent });

/** The handle after one more event of its stream. */
export function evolveHandle(handle: HandleState, { type, clear }: Dated<HandleEvent>): HandleState {
  const done = remembered(handle.done, clear.cause, true as const);
  switch (type) {
    case 'HandleClaimed':
      return { customerId: clear.customerId, done };
    case 'HandleReleased':
      return { customerId: undefined, done };
  }
}

/** What follows from a command; empty when it is so already. Errors: `HandleAlreadyClaimed`. */
export function decideHandle(handle: HandleState, command: HandleCommand): HandleEvent[] {
  const { customerId } = handle;
  if (customerId !== undefined && customerId !== command.customerId) throw new HandleAlreadyClaimed(customerId);
  if (recalled(handle.done, command.commandId) !== undefined) return [];
  switch (command.kind) {
    case 'ClaimHandle':
      return claimHandle(handle, command);
    case 'ReleaseHandle':
      return releaseHandle(handle, command);
  }
}

function claimHandle(handle: HandleState, command: ClaimHandle): HandleEvent[] {
  if (handle.customerId !== undefined) return [];
  const { customerId, handleKind, handleClass, normalisation, commandId } = command;
  return [
    {
      type: 'HandleClaimed',
      clear: { customerId, kind: handleKind, class: handleClass, normalisation, cause: commandId },
    },
  ];
}

const releaseHandle = (handle: HandleState, { customerId, commandId }: ReleaseHandle): HandleEvent[] =>
  handle.customerId === undefined ? [] : [{ type: 'HandleReleased', clear: { customerId, cause: commandId } }];
