import type { KeptState, KeptStates } from '../desk-store.port.js';

/** States by id, the one that changed last at the end; a mark counts the changes. */
export class MemoryKeptStates implements KeptStates {
  private readonly states = new Map<string, KeptState & { readonly changed: number }>();
  private changes = 0;

  async keep({ id, version, text }: KeptState): Promise<void> {
    const kept = this.states.get(id);
    if (kept && kept.version >= version) return;
    this.states.delete(id);
    this.states.set(id, { id, version, text, changed: ++this.changes });
  }

  async changedSince(mark: number): Promise<{ readonly states: readonly KeptState[]; readonly mark: number }> {
    const changed = [...this.states.values()].filter((state) => state.changed > mark);
    const states = changed.map(({ id, version, text }) => ({ id, version, text }));
    return { states, mark: changed.at(-1)?.changed ?? mark };
  }

  async forgetVersions(): Promise<void> {
    for (const [id, state] of this.states) this.states.set(id, { ...state, version: 0 });
  }
}
