import { isFullDisk } from '#sqlite';
import { KeysFull, KeysUnavailable } from '../sealing.errors.js';

/** What work on the keys' file comes to, its faults under their own names. Errors: `KeysFull`, `KeysUnavailable`. */
export function tried<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof KeysUnavailable) throw fault;
    if (isFullDisk(fault)) throw new KeysFull('no space is left for new keys', { cause: fault });
    throw new KeysUnavailable('the keys cannot be reached', { cause: fault });
  }
}
