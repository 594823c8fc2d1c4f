import { Command } from 'commander';
import { inboxesCommand } from './commands/inboxes.command.js';
import { keysCommand } from './commands/keys.command.js';
import { importCommand } from './commands/import.command.js';
import type { Surroundings } from './session/index.js';

/** All of `sijil`, as the command line reads it. */
export function programOf(surroundings: Surroundings): Command {
  const program = new Command('sijil')
    .description('Event-sourced support desk: every contact is a fact in one log.')
    .option('--json', 'answer in JSON, for programs')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError();
  for (const command of [importCommand, inboxesCommand, keysCommand]) program.addCommand(command(surroundings));
  return program;
}
