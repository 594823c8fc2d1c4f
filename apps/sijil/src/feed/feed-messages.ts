import type { FeedPortion, FeedQuestion } from '#apps/api';
import type { FaultWords } from '../fault-words.js';

/** What the thread is begun with. */
export interface FeedBeginning {
  readonly logUrl: string;
  readonly keysUrl: string;
  readonly blobUrl: string;
  readonly deskId: string;
  readonly epoch: number;
}

/** To the thread: a portion, please; or an earlier ask is of no use any more; or the end. */
export type ToFeed =
  | { readonly ask: number; readonly question: FeedQuestion; readonly patienceMs: number }
  | { readonly forget: number }
  | 'stop';

/** From the thread. */
export type FeedWord =
  | { readonly answered: number; readonly portion: FeedPortion }
  | { readonly answered: number; readonly refusal: FaultWords };
