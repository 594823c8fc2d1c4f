import type { DeskFacts } from '#desk-store';
import type { ErasureRegister } from '#sealing';
import { ErasuresForgotten } from './erasure.errors.js';

/** The desk store's fact of how many customers the register names. Storage. */
const factName = 'erasures';

/** Tells the desk store how many customers the register names. */
export async function noteErasures(facts: DeskFacts, register: ErasureRegister): Promise<void> {
  await facts.set(factName, String((await register.list()).length));
}

/** Keys put back from an older copy bring an older register, and keys that were destroyed. Errors: `ErasuresForgotten`. */
export async function mustKnowErasures(facts: DeskFacts, register: ErasureRegister): Promise<void> {
  // In this order: another process may just be entering one, and notes it after.
  const [noted, entered] = [Number((await facts.get(factName)) ?? 0), (await register.list()).length];
  if (entered < noted) throw new ErasuresForgotten(entered, noted);
}
