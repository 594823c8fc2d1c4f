import type { Refusal } from '#channels';

/** Why an item stands in the quarantine that could be read, and then could not be recorded. */
export const undecidable = (place: string, fault: unknown): Refusal => ({
  place,
  reason: 'INTAKE.UNDECIDABLE',
  detail: fault instanceof Error ? fault.message : String(fault),
});
