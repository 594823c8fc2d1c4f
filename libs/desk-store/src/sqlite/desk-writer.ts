import { GroupWriter } from '#sqlite';
import type { Fault, WriterLine } from '#sqlite';
import { DeskBusy, DeskFull, DeskUnavailable, LeaseLost } from '../desk-store.errors.js';
import { relayLease } from '../relay-room.port.js';
import { sequencerLease } from '../sequencer-store.port.js';
import { webhookLease } from '../webhook-room.port.js';
import type { DeskRequest, DeskWrites } from './desk-writes.js';
import { outboxLeaseLost } from './outbox.writes.js';
import { relayLeaseLost } from './relay.writes.js';
import { leaseLost } from './sequencer.writes.js';
import { webhookLeaseLost } from './webhook.writes.js';

const maxWaiting = 65_536;
const maxWaitingBytes = 256 * 1024 * 1024;

/** The caller's side of the writer thread. All rooms write through it, and so share its fsyncs. */
export class DeskWriter {
  private readonly group: GroupWriter<DeskRequest, unknown>;

  constructor(writer: WriterLine) {
    this.group = new GroupWriter({ writer, maxWaiting, maxWaitingBytes, errorOf });
  }

  /** Resolves when it is durable. `bytes`: about how much crosses the thread. */
  write<Name extends keyof DeskWrites>(
    write: Name,
    given: Parameters<DeskWrites[Name]>,
    bytes = 0,
  ): Promise<ReturnType<DeskWrites[Name]>> {
    return this.group.submit({ write, given }, bytes) as Promise<ReturnType<DeskWrites[Name]>>;
  }

  close(): Promise<void> {
    return this.group.close();
  }
}

function errorOf({ code, message }: Fault): Error {
  switch (code) {
    case leaseLost:
      return new LeaseLost(sequencerLease);
    case outboxLeaseLost:
      return new LeaseLost(message);
    case webhookLeaseLost:
      return new LeaseLost(webhookLease);
    case relayLeaseLost:
      return new LeaseLost(relayLease);
    case 'WRITER.FULL':
      return new DeskFull(message);
    case 'WRITER.BUSY':
      return new DeskBusy(message);
    default:
      return new DeskUnavailable(message);
  }
}
