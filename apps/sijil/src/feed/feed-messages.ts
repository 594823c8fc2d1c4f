import type { FeedPortion, FeedQuestion } from '#apps/api';
import type { FaultWords } from '../fault-words.js';
import type { CourierBeginning } from '../webhooks/start-courier.js';

/** What the thread is begun with. */
export interface FeedBeginning extends CourierBeginning {
  readonly logUrl: string;
  readonly keysUrl: string;
  readonly blobUrl: string;
  /** Whether there are webhooks to be told the log. */
  readonly delivers: boolean;
}

/** To the thread: a portion, please; or an earlier ask is of no use any more; or look at the webhooks; or the end. */
export type ToFeed =
  | { readonly ask: number; readonly question: FeedQuestion; readonly patienceMs: number }
  | { readonly forget: number }
  | 'deliver'
  | 'stop';

/** From the thread: an answer, or a fault it goes on after. */
export type FeedWord =
  | { readonly answered: number; readonly portion: FeedPortion }
  | { readonly answered: number; readonly refusal: FaultWords }
  | { readonly where: string; readonly fault: FaultWords };
