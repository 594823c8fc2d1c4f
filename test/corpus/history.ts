import { IntakeKeys } from '#application';
import { openBlobStore } from '#blobs/open';
import type { AnyFact } from '#domain';
import type { RecordedEvent } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import { KeyedDigest, Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import type { Settings } from '#settings';

/** A recorded fact with its sealed parts opened. */
export interface OpenedFact {
  readonly event: RecordedEvent & AnyFact;
  readonly parts: Readonly<Record<string, Buffer>>;
}

/** Everything in a desk's log, and the keys by which ids stand in it. */
export interface History {
  readonly facts: readonly OpenedFact[];
  readonly keys: IntakeKeys;
}

/** A part that is JSON. */
export const partOf = <Part>({ parts }: OpenedFact, name: string): Part =>
  JSON.parse(parts[name]?.toString('utf8') ?? 'null') as Part;

/** Facts of one type, oldest first. */
export const ofType = <Type extends AnyFact['type']>({ facts }: History, type: Type) =>
  facts.filter((fact): fact is OpenedFact & { event: Extract<AnyFact, { type: Type }> } => fact.event.type === type);

/** Reads the whole log beside the desk that writes it. */
export async function openHistory({ logUrl, keysUrl, blobUrl }: Settings): Promise<History> {
  const log = await openEventLogReader(logUrl);
  const sealingKeys = await openSealingKeys(keysUrl);
  const sealer = new Sealer(sealingKeys, await openBlobStore(blobUrl));
  try {
    const { position } = await log.head();
    const events = await log.readAll(0n, Number(position));
    const facts = await Promise.all(events.map((event) => openedFact(event, sealer)));
    return { facts, keys: new IntakeKeys(new KeyedDigest(await sealingKeys.handleKey())) };
  } finally {
    await sealingKeys.close();
    await log.close();
  }
}

async function openedFact(event: RecordedEvent, sealer: Sealer): Promise<OpenedFact> {
  const parts: Record<string, Buffer> = {};
  for (const [name, part] of Object.entries(event.sealed)) {
    const opened = await sealer.open(part, name);
    if (opened) parts[name] = opened;
  }
  return { event: event as OpenedFact['event'], parts };
}
