import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { exitCodeOf, exitCodes } from './exit/index.js';
import type { ExitCode } from './exit/index.js';
import { programWith } from './program-with.js';
import type { Surroundings } from './session/index.js';

/** Runs one command line (without the names of node and script) and answers how it ended. Never throws. */
export async function runCli(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const program = await programFor(words, surroundings);
  speakThrough(program, surroundings);
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof CommanderError)) tell(error, words.includes('--json'), surroundings);
    return exitCodeOf(error);
  }
}

/** A server keeps what it has read for as long as it lives: of all commands it reads only its own. */
async function programFor([first]: readonly string[], surroundings: Surroundings): Promise<Command> {
  if (first !== 'serve') return (await import('./program.js')).programOf(surroundings);
  const { serveCommand } = await import('./commands/serve.command.js');
  return programWith([serveCommand], surroundings);
}

/** Commander writes help and complaints where the command does, and ends nothing by itself. */
function speakThrough(command: Command, surroundings: Surroundings): void {
  const { out, err } = surroundings;
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
    });
  command.commands.forEach((below) => speakThrough(below, surroundings));
}

function tell(error: unknown, json: boolean, { err }: Surroundings): void {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  const detail = message ?? String(error);
  const known = typeof code === 'string' ? code : 'CLI.UNEXPECTED';
  err.write(json ? `${JSON.stringify({ code: known, detail })}\n` : `sijil: ${detail} (${known})\n`);
  if (known === 'CLI.UNEXPECTED' && error instanceof Error) err.write(`${error.stack ?? ''}\n`);
}
