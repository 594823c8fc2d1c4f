/** A processor's place in the log. */
export interface Checkpoint {
  readonly position: bigint;
  readonly hash: Uint8Array;
}

export interface Checkpoints {
  get(processor: string): Promise<Checkpoint | undefined>;
  set(processor: string, checkpoint: Checkpoint): Promise<void>;
}
