import type { Dated } from '../event/index.js';
import { nothingRecent, recalled, remembered } from '../persistent/index.js';
import type { Recent } from '../persistent/index.js';
import type { FirstParked, ParkingCommand } from './parking.commands.js';
import type { ParkingEvent } from './parking.events.js';
import { AnotherEventIsParked, NothingParked } from './parking.refusals.js';

/** What was decided about parked events: the fold of stream `pages-desk`. */
export interface ParkingState {
  /** Ids of commands carried out, at least the last 1,000. */
  readonly done: Recent<true>;
}

/** Pages about which nobody decided anything. */
export const emptyParking = (): ParkingState => ({ done: nothingRecent });

/** The same after one more decision. */
export const evolveParking = ({ done }: ParkingState, { clear }: Dated<ParkingEvent>): ParkingState => ({
  done: remembered(done, clear.cause, true as const),
});

/** What follows from a command; empty when it was carried out before. Errors: `NothingParked`, `AnotherEventIsParked`. */
export function decideParking({ done }: ParkingState, command: ParkingCommand): ParkingEvent[] {
  const { commandId: cause, stream, parked } = command;
  if (recalled(done, cause) !== undefined) return [];
  if (parked === undefined) throw new NothingParked(stream);
  switch (command.kind) {
    case 'RetryParked':
      return [{ type: 'ParkedEventsRetried', clear: { stream, cause } }];
    case 'DropParked':
      return [{ type: 'ParkedEventDropped', clear: { stream, ...lookedAt(command, parked), cause } }];
  }
}

function lookedAt({ stream, version }: { stream: string; version: number }, parked: FirstParked): FirstParked {
  if (parked.version !== version) throw new AnotherEventIsParked(stream, parked.version);
  return { version, eventId: parked.eventId };
}
