import { InboxRegister, IntakeKeys, recordersOver, StreamSnapshots, TicketNumbers, Transfers } from '#application';
import type { Recorders } from '#application';
import { KeyedDigest, Sealer } from '#sealing';
import type { Stores } from '../stores/stores.js';

/** What every thread needs that decides and appends. Each has its own: what they remember they learn again from the log. */
export interface WritingParts {
  readonly keys: IntakeKeys;
  readonly inboxes: InboxRegister;
  readonly recorders: Recorders;
  readonly numbers: TicketNumbers;
  readonly transfers: Transfers;
}

export async function writingParts({ desk, log, keys, blobs }: Omit<Stores, 'close'>): Promise<WritingParts> {
  const inboxes = new InboxRegister(desk.inboxes);
  await inboxes.load();
  const recorders = recordersOver(log, new Sealer(keys, blobs), new StreamSnapshots(log, desk.snapshots));
  const numbers = new TicketNumbers(desk.numbers);
  const transfers = new Transfers(log, recorders, inboxes, numbers);
  return { keys: new IntakeKeys(new KeyedDigest(await keys.handleKey())), inboxes, recorders, numbers, transfers };
}
