/** How long after its start a thread loads what it will need, in milliseconds: then nobody waits for it yet. */
const leisureMs = 2_000;

/**
 * Loads what the first work would have to wait for, when the start is over. A start that loads it takes longer; otherwise
 * the first message or question that needs it waits for that, and all behind it.
 */
export function atLeisure(load: () => unknown): void {
  setTimeout(load, leisureMs).unref();
}
