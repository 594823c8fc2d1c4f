/** Whatever must end before the desk does. */
export interface Part {
  stop(): Promise<void>;
}

/** Each is stopped, whatever becomes of the others: a store left open would keep the next server out. */
export async function stopAll(parts: readonly Part[]): Promise<void> {
  const faults: unknown[] = [];
  for (const part of parts) await part.stop().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
