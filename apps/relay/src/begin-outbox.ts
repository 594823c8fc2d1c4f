import { OutboxThread, runOutboxErrands, sharedErrands, WindowsAtAllDoors } from '#apps/sijil/role';
import type { Foundation } from '#apps/sijil/role';

/** Sends what agents wrote. Chat windows are open at the doors of other processes. */
export function beginOutbox({ settings, stores, onFault, begun }: Foundation): OutboxThread {
  const errands = sharedErrands(stores);
  const windows = new WindowsAtAllDoors(errands);
  const outbox = begun(new OutboxThread({ urls: settings, stores, windows, onFault }));
  begun(runOutboxErrands(errands, outbox, onFault));
  return outbox;
}
