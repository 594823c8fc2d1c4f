import type { Command } from 'commander';
import { readSettings } from '#settings';
import type { Environment, Settings } from '#settings';
import { withDesk } from '../desk/index.js';
import type { DeskClient } from '../desk/index.js';
import { Terminal } from '../terminal/index.js';

/** What a process gives a command to work with. */
export interface Surroundings {
  readonly env: Environment;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Aborted by Ctrl-C, with `Interrupted` as its reason. */
  readonly signal: AbortSignal;
}

/** One run of one command: where it speaks, what is set, and the way to the desk. */
export class Session {
  readonly terminal: Terminal;
  #settings: Settings | undefined;

  constructor(
    readonly surroundings: Surroundings,
    json: boolean,
  ) {
    this.terminal = new Terminal(surroundings.out, surroundings.err, json);
  }

  /** Read when they are first needed: help needs none. Errors: those of `readSettings`. */
  get settings(): Settings {
    return (this.#settings ??= readSettings(this.surroundings.env));
  }

  get signal(): AbortSignal {
    return this.surroundings.signal;
  }

  /** Works with the desk these settings lead to. */
  withDesk<Result>(work: (desk: DeskClient) => Promise<Result>): Promise<Result> {
    return withDesk(this.settings, work, this.signal);
  }
}

/** The session of a command that is being run; `--json` may stand before or after its name. */
const sessionOf = (surroundings: Surroundings, command: Command): Session =>
  new Session(surroundings, command.optsWithGlobals<{ json?: boolean }>().json === true);

/** A commander action: the work gets its session, then the arguments and options of the command. */
export const action =
  <Read extends readonly unknown[]>(
    surroundings: Surroundings,
    work: (session: Session, ...read: Read) => Promise<void>,
  ): ((...read: [...Read, Command]) => Promise<void>) =>
  (...read) =>
    work(sessionOf(surroundings, read.at(-1) as Command), ...(read.slice(0, -1) as unknown as Read));
