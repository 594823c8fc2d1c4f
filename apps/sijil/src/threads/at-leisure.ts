/** How long after its start a thread loads what it will need, in milliseconds: then nobody waits for it yet. */
const leisureMs = 2_000;

/**
 * Loads what the first work would have to wait for, when the start is over. A start that loads it takes longer; the first
 * message or question that finds it missing waits a tenth of a second, and all behind it (measured: at a thousand messages
 * a second for as long again six times).
 */
export function atLeisure(load: () => unknown): void {
  setTimeout(load, leisureMs).unref();
}
