// SQLite's result codes: the low byte names the family, the rest the case.
const busy = 5;
const fullDiskCodes = new Set([13, 778, 4874]);
const failedFlush = 1034;
// A blob or text that is too big; a constraint; a type that does not fit.
const refusals = new Set([18, 19, 20]);
const damageCodes = new Set([11, 26]);

/** Whether a fault of SQLite means that there is no space: SQLITE_FULL, or a write or shm-size error of a full disk. */
export const isFullDisk = (fault: unknown): boolean => fullDiskCodes.has(codeOf(fault));

/** Whether an fsync failed: nobody knows then what a crash would leave. */
export const isFailedFlush = (fault: unknown): boolean => codeOf(fault) === failedFlush;

/** Whether a row was not taken: something is missing in it, of another form or too large. */
export const isRefusedRow = (fault: unknown): boolean => refusals.has(familyOf(fault)) || isUnbindable(fault);

/** Node's word for a value that is none of SQLite's. */
const isUnbindable = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ERR_INVALID_ARG_TYPE';

/** Whether somebody else holds the lock. */
export const isBusy = (fault: unknown): boolean => familyOf(fault) === busy;

/** Whether bytes of the file are not what SQLite once wrote. */
export const isDamage = (fault: unknown): boolean => damageCodes.has(familyOf(fault));

/** What a fault says, whatever was thrown and in whichever realm. */
export const messageOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : String(fault);

const familyOf = (fault: unknown): number => codeOf(fault) & 0xff;

/** By the field, not the class: inside a test runner's realm the class is another one. */
function codeOf(fault: unknown): number {
  const isObject = typeof fault === 'object' && fault !== null;
  return isObject && 'errcode' in fault ? Number(fault.errcode) : 0;
}
