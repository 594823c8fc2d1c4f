import { Command } from 'commander';
import { lookAtDesk, lookAtFiles, lookAtMachine, lookAtScratch } from '../doctor/index.js';
import type { HealthFinding } from '../doctor/index.js';
import { CheckFailed } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

/** `sijil doctor` */
export function doctorCommand(surroundings: Surroundings): Command {
  return new Command('doctor')
    .description('look at everything a desk needs, and say what to do about it')
    .action(action(surroundings, doctor));
}

const tones = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

async function doctor({ settings, terminal }: Session): Promise<void> {
  const findings: readonly HealthFinding[] = [
    ...(await lookAtMachine(settings.dataDir)),
    ...lookAtFiles(settings),
    ...(await lookAtScratch(settings)),
    ...(await lookAtDesk(settings)),
  ];
  terminal.answer({ findings }, () =>
    findings.flatMap(({ what, state, found, hint }) => [
      `${terminal.tone(tones[state], state.padEnd(4))}  ${what.padEnd(12)}  ${found}`,
      ...(hint === '' ? [] : [`${' '.repeat(20)}→ ${hint}`]),
    ]),
  );
  const failed = findings.filter(({ state }) => state === 'fail');
  if (failed.length > 0) throw new CheckFailed(`not well: ${failed.map(({ what }) => what).join(', ')}`);
}
