import type { DeskDriver } from './desk-under-test.js';
import { describeInboundLog } from './inbound-log.contract.js';
import { describeKeptStates } from './kept-states.contract.js';
import { describeOutboxRoom } from './outbox-room.contract.js';
import { describeRelayRoom } from './relay-room.contract.js';
import { describeRooms } from './rooms.contract.js';
import { describeSequencerStore } from './sequencer-store.contract.js';
import { describeSnapshots } from './snapshots.contract.js';
import { describeWebhookRoom } from './webhook-room.contract.js';

/** What every desk store must do, room by room. */
export function describeDeskStore(driver: DeskDriver): void {
  describeInboundLog(driver);
  describeSequencerStore(driver);
  describeRooms(driver);
  describeKeptStates(driver);
  describeSnapshots(driver);
  describeOutboxRoom(driver);
  describeWebhookRoom(driver);
  describeRelayRoom(driver);
}
