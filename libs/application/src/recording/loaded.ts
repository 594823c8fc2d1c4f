import type { StreamTip } from '#event-log';

/** A stream as far as it was read: its folded state and where it ends. */
export interface Loaded<State> {
  readonly state: State;
  readonly tip: StreamTip;
}
