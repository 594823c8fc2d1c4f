import type { Command } from 'commander';
import { agentsCommand } from './commands/agents.command.js';
import { backupCommand, restoreCommand } from './commands/backup.command.js';
import { demoCommand } from './commands/demo.command.js';
import { doctorCommand } from './commands/doctor.command.js';
import { eraseCommand, erasuresCommand } from './commands/erase.command.js';
import { importCommand } from './commands/import.command.js';
import { inboxesCommand } from './commands/inboxes.command.js';
import { intakeCommand } from './commands/intake.command.js';
import { keysCommand } from './commands/keys.command.js';
import { kpiCommand } from './commands/kpi.command.js';
import { outboxCommand } from './commands/outbox.command.js';
import { parkedCommand } from './commands/parked.command.js';
import { peopleCommand } from './commands/people.command.js';
import { rebuildCommand } from './commands/rebuild.command.js';
import { replayCommand } from './commands/replay.command.js';
import { serveCommand } from './commands/serve.command.js';
import { showCommand } from './commands/show.command.js';
import { teamsCommand } from './commands/teams.command.js';
import { verifyCommand } from './commands/verify.command.js';
import { webhooksCommand } from './commands/webhooks.command.js';
import { programWith } from './program-with.js';
import type { Surroundings } from './session/index.js';

/** In the order a new user meets them. */
const commands = [
  demoCommand, serveCommand, inboxesCommand, agentsCommand, teamsCommand, keysCommand, importCommand, showCommand, peopleCommand, kpiCommand,
  intakeCommand, outboxCommand, webhooksCommand, parkedCommand, rebuildCommand, replayCommand, verifyCommand, backupCommand, restoreCommand, eraseCommand, erasuresCommand,
  doctorCommand,
] as const; // prettier-ignore

/** All of `sijil`, as the command line reads it. */
export const programOf = (surroundings: Surroundings): Command => programWith(commands, surroundings);
