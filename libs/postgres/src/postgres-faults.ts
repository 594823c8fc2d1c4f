import { DatabaseError } from 'pg';

/** Classes of SQLSTATE, the first two characters, after which the same statement may succeed. */
const passingClasses = new Set(['08', '40', '53', '57', '58']);
/** Lock not had in time; a plan made before a migration; a server that became a standby. */
const passingStates = new Set(['55P03', '0A000', '25006']);
/** After these nobody knows whether a commit happened: the connection or the server went away, or broke inside. */
const uncertainClasses = new Set(['08', '58', 'XX']);
const uncertainStates = new Set(['57P01', '57P02', '57P03', '57P05']);
const fullDisk = '53100';

/** The server could not be reached, or gave no connection: nothing was even begun. The fault behind it is its `cause`. */
export class PostgresUnreachable extends Error {
  readonly code = 'POSTGRES.UNREACHABLE';
}

/** SQLSTATE of a fault: five characters, `undefined` where it did not come from the server. */
export function sqlStateOf(fault: unknown): string | undefined {
  // Only what the server itself said: `EPIPE`, of a socket, is as long, and says nothing about what was written.
  return fault instanceof DatabaseError ? fault.code : undefined;
}

/** Whether trying again, as it is, may help: the server is away, full, restarting, or somebody else was in the way. */
export function mayPass(fault: unknown): boolean {
  const state = sqlStateOf(fault instanceof PostgresUnreachable ? fault.cause : fault);
  return state === undefined || passingStates.has(state) || passingClasses.has(state.slice(0, 2));
}

/** Whether a fault is the server's or the connection's, not that of whoever asked, and may pass. */
export const isAway = (fault: unknown): boolean => isOfConnection(fault) && mayPass(fault);

const isOfConnection = (fault: unknown): boolean =>
  fault instanceof PostgresUnreachable || sqlStateOf(fault) !== undefined || cutOff.test(reasonOf(fault));

/** What the client says of a connection that broke: it has no code for it. */
const cutOff = /^(Connection terminated|Client has encountered|Query read timeout|(read|write) E[A-Z]+)/;

/** Whether a statement that met this fault wrote nothing for certain: it was never begun, or the server said so itself. */
export function wroteNothing(fault: unknown): boolean {
  if (fault instanceof PostgresUnreachable) return true;
  const state = sqlStateOf(fault);
  return state !== undefined && !uncertainStates.has(state) && !uncertainClasses.has(state.slice(0, 2));
}

/** Whether the server has no space left. */
export const isFullServer = (fault: unknown): boolean => sqlStateOf(fault) === fullDisk;

/** A value out of range or of another form; a constraint; more than a row or an index holds. */
const refusals = new Set(['22', '23', '54']);

/** Whether the server did not take a row, however often it were sent. */
export const isRefusedRow = (fault: unknown): boolean => refusals.has((sqlStateOf(fault) ?? '').slice(0, 2));

/** Whether a row stood there already (unique constraint). */
export const isTaken = (fault: unknown): boolean => sqlStateOf(fault) === '23505';

/** Whether a connection is of no use after this fault: the server takes it away, its plans are old, or it fell silent. */
export const spoilsConnection = (fault: unknown): boolean =>
  sqlStateOf(fault) === undefined ? reasonOf(fault) === 'Query read timeout' : isCut(fault);

const isCut = (fault: unknown): boolean => !wroteNothing(fault) || sqlStateOf(fault) === '0A000';

/** What a fault says, in words: of several addresses that were tried in vain, the first. */
export function reasonOf(fault: unknown): string {
  if (fault instanceof AggregateError) return reasonOf(fault.errors[0]);
  return typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : String(fault);
}
