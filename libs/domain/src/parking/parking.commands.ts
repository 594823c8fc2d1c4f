import type { CommandBasis } from '../event/index.js';

/** The first parked event of a stream, as the pages have it. */
export interface FirstParked {
  readonly version: number;
  readonly eventId: string;
}

interface OnParked extends CommandBasis {
  readonly stream: string;
  /** Absent where nothing of that stream lies parked. */
  readonly parked?: FirstParked;
}

/** Has the events of a stream tried again, in order, after a fix. */
export interface RetryParked extends OnParked {
  readonly kind: 'RetryParked';
}

/** Leaves out the first of them; those behind it are tried again. */
export interface DropParked extends OnParked {
  readonly kind: 'DropParked';
  /** The event that was looked at. Refused with `AnotherEventIsParked` where it is not the first any more. */
  readonly version: number;
}

/** What people decide about events that could not be copied. Both may be refused with `NothingParked`. */
export type ParkingCommand = RetryParked | DropParked;
