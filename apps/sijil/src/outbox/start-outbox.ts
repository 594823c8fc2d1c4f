import { createOutbox, systemClock } from '#application';
import type { Inbox } from '#application';
import { openBlobStore } from '#blobs/open';
import type { Sender, SenderMeans } from '#channels';
import { senderFor } from '#channels/open';
import { openDeskStore } from '#desk-store/open';
import type { InboxKind } from '#domain';
import { openEventLog } from '#event-log/open';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { Background } from '../desk/background.js';
import { writingParts } from '../desk/writing-parts.js';
import { NotedKeys } from '../stores/noted-keys.js';
import type { OutboxBeginning } from './outbox-messages.js';

/** An outbox at work. */
export interface RunningOutbox {
  /** See `Outbox.hasCome`. */
  hasCome(awaited: string): Promise<boolean>;
  look(): void;
  /** Lets tries under way end, then closes its stores. */
  stop(): Promise<void>;
}

/** Opens the stores for this thread, beside the one that holds them, and sets the outbox to work. */
export async function startOutbox(
  { urls, deskBranch, logBranch, holder }: OutboxBeginning,
  push: SenderMeans['push'],
  onFault: (where: string, fault: unknown) => void,
): Promise<RunningOutbox> {
  const store = await openDeskStore(urls.deskUrl, { hold: false, branch: deskBranch });
  const log = await openEventLog(urls.logUrl, { branch: logBranch });
  const sealingKeys = new NotedKeys(await openSealingKeys(urls.keysUrl), store.numbers);
  const blobs = await openBlobStore(urls.blobUrl);
  const writing = await writingParts({ desk: store, log, keys: sealingKeys, blobs });
  const senders = new Senders({ push, secret: (name) => process.env[name] });
  const outbox = createOutbox({
    ...{ store, log, ...writing, sealer: new Sealer(sealingKeys, blobs), clock: systemClock },
    leaseSeconds: urls.leaseSeconds,
    senderOf: (inbox) => senders.of(inbox),
    onFault: (fault) => onFault('outbox', fault),
  });
  const background = new Background(onFault);
  background.run('outbox', (signal) => outbox.run(holder, signal));
  return {
    hasCome: (awaited) => outbox.hasCome(awaited),
    look: () => outbox.look(),
    stop: async () => {
      await background.stop();
      await senders.close();
      for (const each of [sealingKeys, log, store]) await each.close();
    },
  };
}

/** One sender a kind of inbox, opened when it is first needed. */
class Senders {
  private readonly opened = new Map<InboxKind, Promise<Sender | undefined>>();

  constructor(private readonly means: SenderMeans) {}

  of({ kind }: Inbox): Promise<Sender | undefined> {
    const sender = this.opened.get(kind) ?? senderFor(kind, this.means);
    this.opened.set(kind, sender);
    return sender;
  }

  async close(): Promise<void> {
    for (const sender of this.opened.values()) (await sender)?.close();
  }
}
