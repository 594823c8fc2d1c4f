import { Command } from 'commander';
import type { Surroundings } from './session/index.js';

/** `sijil` with some of its commands. */
export function programWith(
  commands: readonly ((surroundings: Surroundings) => Command)[],
  surroundings: Surroundings,
): Command {
  const program = new Command('sijil')
    .description('Event-sourced support desk: every contact is a fact in one log.')
    .option('--json', 'answer in JSON, for programs')
    .showSuggestionAfterError();
  for (const command of commands) program.addCommand(command(surroundings));
  return program;
}
