import { CommanderError } from 'commander';
import { DeskRefusal } from '../desk/desk.errors.js';
import { Interrupted, NotInQuarantine, NotSuggested, UsageWrong } from './exit.errors.js';

/** What the shell is told when a command ends. */
export const exitCodes = {
  done: 0,
  /** The desk refused, something could not be reached, or what was checked does not hold. */
  failed: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** What the command names does not exist. */
  notFound: 3,
  /** Ctrl-C: what was done so far stands. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Help and version that were asked for are no faults. */
const answered: ReadonlySet<string> = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);
/** System codes of a path that does not exist. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/** The exit code for an error that ended a command. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return answered.has(error.code) ? exitCodes.done : exitCodes.usage;
  if (error instanceof UsageWrong) return exitCodes.usage;
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (error instanceof NotInQuarantine || error instanceof NotSuggested) return exitCodes.notFound;
  if (error instanceof DeskRefusal && error.status === 404) return exitCodes.notFound;
  return absent.has(String((error as { code?: unknown } | undefined)?.code)) ? exitCodes.notFound : exitCodes.failed;
}
