/** Something one process of a desk asks of others. */
export interface Errand {
  readonly id: string;
  /** Who is to do it: a process by its name, or a work that one of them is alone with. */
  readonly to: string;
  /** JSON text: the store does not look into it. */
  readonly asked: string;
}

/**
 * What processes of one desk ask of each other, and who of them is there. An errand is done at least once, while somebody
 * waits for it; after that nothing is left of it. Whoever looks for errands or answers does so now and then: news may be
 * missed. Errors: `DeskUnavailable`.
 */
export interface Errands {
  /** Says that a process is there, as one of a kind; it is believed for so many seconds. */
  attend(name: string, kind: string, seconds: number): Promise<void>;
  /** It leaves. */
  leave(name: string): Promise<void>;
  /** Those of a kind that are there. */
  attending(kind: string): Promise<readonly string[]>;
  /** Durable when it resolves, and waits for so many seconds. The same id again changes nothing. */
  ask(errands: readonly Errand[], seconds: number): Promise<void>;
  /** Errands to any of these that nobody answered, the oldest first. */
  waiting(to: readonly string[], limit: number): Promise<readonly Errand[]>;
  /** Keeps an answer, JSON text; nothing where nobody waits for it any more. */
  answer(id: string, answer: string): Promise<void>;
  /** The answers there are to these errands, by their ids. */
  answersTo(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Takes errands and their answers away. */
  forget(ids: readonly string[]): Promise<void>;
  /** Resolves when something may have been asked or answered, or when the signal aborts. */
  news(signal: AbortSignal): Promise<void>;
}
