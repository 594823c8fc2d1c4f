import type { ChatWindows, LivePort } from '#apps/api';
import { openReadStore } from '#read-store/open';
import type { IntakeDesk } from '../desk/compose-desk.js';
import type { Foundation } from '../foundation/index.js';
import type { IntakeThread } from '../intake/intake-thread.js';
import { OutboxThread } from '../outbox/outbox-thread.js';
import type { ProjectorThread } from '../pages/projector-thread.js';
import { isHeldByOne } from '../roles/shared-stores.js';
import { intakeElsewhere, runIntakeErrands } from './intake-errands.js';
import { attendProjector, liveElsewhere } from './live-errands.js';
import { attendDoors, runOutboxErrands, WindowsAtAllDoors } from './window-errands.js';

/** The intake as whoever stands at this door asks it: where others share the store, the one of them that is at work. */
export function reachIntake({ stores, onFault, begun }: Foundation, intake: IntakeThread): IntakeDesk {
  const { errands } = stores.desk;
  if (!errands) return intake;
  begun(runIntakeErrands(errands, intake, onFault));
  return intakeElsewhere(errands);
}

/** The outbox of a process that has doors as well: where others share the store, their windows are reached too. */
export function reachWindows(foundation: Foundation, windows: ChatWindows): OutboxThread {
  const { settings, stores, onFault, begun } = foundation;
  const { errands } = stores.desk;
  const reached = errands ? new WindowsAtAllDoors(errands) : windows;
  const outbox = begun(new OutboxThread({ urls: settings, stores, windows: reached, onFault }));
  if (!errands) windows.whenOneComes((came) => void outbox.hasCome(came));
  else {
    begun(runOutboxErrands(errands, outbox, onFault));
    begun(attendDoors(errands, windows, foundation));
  }
  return outbox;
}

/** What is committed to the pages, for those who watch at this door: where others may copy them too, by any projector. */
export async function reachLive(foundation: Foundation, projector: ProjectorThread): Promise<LivePort> {
  const { settings, stores, begun } = foundation;
  if (!stores.desk.errands || isHeldByOne(settings.readUrl)) return projector;
  begun(attendProjector(foundation, projector));
  const { deskPages } = await import('#projections');
  const pages = await openReadStore<never>(settings.readUrl, deskPages);
  begun({ stop: () => pages.close() });
  return liveElsewhere(foundation, pages);
}
