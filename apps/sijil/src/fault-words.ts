/** A fault as a log may hold it, and as it crosses threads: never what a customer wrote. */
export interface FaultWords {
  /** Its class. */
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  /** Places in the code. */
  readonly places?: readonly string[];
}

/** Class, code, words and places of whatever was thrown. */
export function wordsOf(fault: unknown): FaultWords {
  if (!(fault instanceof Error)) return { name: typeof fault, message: String(fault) };
  const places = fault.stack?.match(/^ +at .*$/gm)?.slice(0, 8) ?? [];
  const { name, message } = fault;
  return {
    name,
    ...('code' in fault ? { code: String(fault.code) } : {}),
    message,
    places: places.map((place) => place.trim()),
  };
}
