import {
  AccessDeniedError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';

/** The server said nothing in time. What was asked of it may have been done. */
export class ServerSilent extends Error {
  constructor(milliseconds: number) {
    super(`the server said nothing for ${milliseconds} ms`);
  }
}

/** The client was given up while it was still busy. */
export class ClientRetired extends Error {}

/**
 * What a fault says about an append: another writer was first (`taken`), it is too large, the stream was deleted, it was
 * turned away before anything was written (`nothing written`), or nobody can know from here (`unknown`).
 */
export type AppendFault = 'taken' | 'too large' | 'deleted' | 'nothing written' | 'unknown';

/** Everything that is not known to have written nothing is unknown: the repeat costs little, the error would cost much. */
export function appendFaultOf(fault: unknown): AppendFault {
  if (fault instanceof WrongExpectedVersionError) return 'taken';
  if (fault instanceof MaxAppendSizeExceededError) return 'too large';
  if (fault instanceof StreamDeletedError) return 'deleted';
  const isTurnedAway = fault instanceof NotLeaderError || isDenied(fault) || neverLeft.test(reasonOf(fault));
  return isTurnedAway ? 'nothing written' : 'unknown';
}

/** Words of the client for calls that never found a connection. */
const neverLeft = /No connection established|Failed to discover|Name resolution failed|ECONNREFUSED/;

/** Trying again will not help: the server does not let this user in. */
export const isDenied = (fault: unknown): boolean => fault instanceof AccessDeniedError;

export const isNoStream = (fault: unknown): boolean => fault instanceof StreamNotFoundError;
export const isDeleted = (fault: unknown): boolean => fault instanceof StreamDeletedError;

/** What a server answers where no record begins at the position that is asked for. */
export const isNoPlace = (fault: unknown): boolean => fault instanceof UnknownError;

export const reasonOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
