import type { DueTickets, LinkFinder } from '#application';
import { systemClock } from '#application';
import { Background, Erasures, intakeElsewhere, sharedErrands } from '#apps/sijil/role';
import type { Foundation } from '#apps/sijil/role';

interface Pages extends LinkFinder, DueTickets {
  shown(position: bigint, signal: AbortSignal): Promise<void>;
}

/** Brings erasures to their end that a process with doors began and did not finish, unless one of them is about it. */
export function beginErasures({ settings, stores, holder, onFault, begun }: Foundation, pages: Pages): void {
  const { desk, log, keys } = stores;
  const intake = intakeElsewhere(sharedErrands(stores));
  const commands = { settled: async () => undefined };
  const given = { settings, register: keys.erasures, facts: desk.facts, log, pages, commands, intake };
  const erasures = new Erasures({ ...given, clock: systemClock, leases: desk.leases, news: desk.news, holder });
  const background = begun(new Background(onFault));
  background.run('erasure', async (signal) => {
    await erasures.takeUp();
    await erasures.finish(signal);
  });
}
