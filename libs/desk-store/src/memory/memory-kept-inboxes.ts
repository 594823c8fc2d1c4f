import type { KeptInbox, KeptInboxes } from '../desk-store.port.js';

/** Inboxes by id, the one that changed last at the end; a mark counts the changes. */
export class MemoryKeptInboxes implements KeptInboxes {
  private readonly inboxes = new Map<string, KeptInbox & { readonly changed: number }>();
  private changes = 0;

  async keep({ id, version, text }: KeptInbox): Promise<void> {
    const kept = this.inboxes.get(id);
    if (kept && kept.version >= version) return;
    this.inboxes.delete(id);
    this.inboxes.set(id, { id, version, text, changed: ++this.changes });
  }

  async changedSince(mark: number): Promise<{ readonly inboxes: readonly KeptInbox[]; readonly mark: number }> {
    const changed = [...this.inboxes.values()].filter((inbox) => inbox.changed > mark);
    const inboxes = changed.map(({ id, version, text }) => ({ id, version, text }));
    return { inboxes, mark: changed.at(-1)?.changed ?? mark };
  }

  async forgetVersions(): Promise<void> {
    for (const [id, inbox] of this.inboxes) this.inboxes.set(id, { ...inbox, version: 0 });
  }
}
