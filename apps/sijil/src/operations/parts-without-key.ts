import type { RecordedEvent } from '#event-log';
import type { SealingKeys } from '#sealing';

/** Counts sealed parts that nobody can open any more: their keys were destroyed, or lost with a key store. */
export class PartsWithoutKey {
  count = 0;

  constructor(private readonly keys: Pick<SealingKeys, 'find'>) {}

  async lookAt(events: readonly Pick<RecordedEvent, 'sealed'>[]): Promise<void> {
    const keyIds = events.flatMap(({ sealed }) => Object.values(sealed).map(({ keyId }) => keyId));
    const found = await this.keys.find(keyIds);
    this.count += keyIds.filter((keyId) => !found.has(keyId)).length;
  }
}
