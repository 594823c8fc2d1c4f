import type { Instant } from '#domain';
import type { Checkpoints } from './checkpoints.port.js';
import type { Errands } from './errands.port.js';
import type { InboundLog } from './inbound-log.port.js';
import type { NewsRoom } from './news-room.port.js';
import type { OutboxRoom } from './outbox-room.port.js';
import type { PresenceRoom } from './presence-room.port.js';
import type { RelayRoom } from './relay-room.port.js';
import type { SequencerStore } from './sequencer-store.port.js';
import type { Snapshots } from './snapshots.port.js';
import type { WebhookRoom } from './webhook-room.port.js';

/** What became of a command, kept 30 days, so that a repeat gets the first answer. */
export interface CommandResult {
  readonly commandId: string;
  /** SHA-256 (hex) of the canonical body: the same id with another body is refused. */
  readonly bodyDigest: string;
  /** JSON text: the answer, or where it is to be found. */
  readonly result: string;
  readonly answeredAt: Instant;
}

export const roles = ['connector', 'agent', 'supervisor', 'analyst', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A key as it is kept: never the secret, only its SHA-256. */
export interface ApiKey {
  readonly id: string;
  readonly role: Role;
  /** Agent the key speaks for, or the inboxes (separated by a space) a connector may push to; empty for all. */
  readonly scope: string;
  readonly label: string;
  /** Whether an analyst's key opens what people wrote; agents and those above them read it anyway. */
  readonly mayReadText?: true;
  /** SHA-256 of the secret, hex. */
  readonly digest: string;
  readonly createdAt: Instant;
  readonly revokedAt?: Instant;
  readonly lastUsedAt?: Instant;
}

/** A right that only one process may hold at a time. A zombie's epoch is lower than the store's. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Rises with every change of hands. */
  readonly epoch: number;
  readonly expiresAt: Instant;
}

/** Several leases of which one is as good as another. */
export interface WantedLeases {
  readonly names: readonly string[];
  readonly most: number;
}

export interface CommandResults {
  find(commandId: string): Promise<CommandResult | undefined>;
  /** Keeps the first; answers the one in force. */
  keep(result: CommandResult): Promise<CommandResult>;
  /** Keeps this one, whatever was kept under its id. */
  replace(result: CommandResult): Promise<void>;
  /** Forgets those answered before `instant`; answers how many. */
  expire(before: Instant): Promise<number>;
  /** Forgets what these asked for, as far as its digest lets guess it; their ids stay given away. */
  forgetBodies(commandIds: readonly string[]): Promise<void>;
}
export interface ApiKeys {
  /** The same id again replaces it. */
  add(key: ApiKey): Promise<void>;
  /** Revoked ones too: the caller judges. */
  findByDigest(digest: string): Promise<ApiKey | undefined>;
  list(): Promise<readonly ApiKey[]>;
  revoke(id: string, at: Instant): Promise<boolean>;
  /** Remembered in memory and written now and then: last use is for people to see, not a fact. */
  touched(id: string, at: Instant): void;
}
export interface Leases {
  /**
   * The lease, when it is free, expired or already ours; `undefined` while another holds it. `now` is the asker's clock, and
   * `expiresAt` in the answer is by that clock; a store that several servers share judges by its own whether it has expired.
   */
  acquire(name: string, holder: string, now: Instant, seconds: number): Promise<Lease | undefined>;
  /** As `acquire`, of several in one write: the first `most` of these that are free, expired or already ours. */
  acquireSome(wanted: WantedLeases, holder: string, now: Instant, seconds: number): Promise<readonly Lease[]>;
  /** All of them in one write; one that is another's by now stays his. */
  release(...leases: readonly Lease[]): Promise<void>;
}
export interface Numbers {
  /** The next `size` numbers of a series, taken durably: `first` … `first + size - 1`. Never given out again. */
  take(series: string, size: number): Promise<{ readonly first: number; readonly size: number }>;
  /** After a restore: never give out numbers up to `atLeast` again. */
  raise(series: string, atLeast: number): Promise<void>;
}
/** Single facts about the desk: its id, epoch, fingerprints, anchors. */
export interface DeskFacts {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}

/** An inbox, agent or team as its stream had it at a version. */
export interface KeptState {
  readonly id: string;
  /** Version of the stream; 0 where nobody knows which it was: any other takes its place. */
  readonly version: number;
  /** JSON text: the store does not look into it. */
  readonly text: string;
}
/**
 * What streams of one kind say, beside the log: many threads and processes learn it, each in its own time, and all of them
 * look here for what another one learned.
 */
export interface KeptStates {
  /** Durable when it resolves. Changes nothing where it is kept at this version or a later one. */
  keep(state: KeptState): Promise<void>;
  /** Those kept since the mark, each once and as it is now, and the mark to ask with next; 0 reads them all. */
  changedSince(mark: number): Promise<{ readonly states: readonly KeptState[]; readonly mark: number }>;
  /** After a restore: the log may count their versions anew, so whatever is learned next takes their place. */
  forgetVersions(): Promise<void>;
}

/** How many envelopes shared a durable write. */
export interface EnvelopeGroups {
  /** Groups by the upper bound of their size, the smallest first; each group is counted once. */
  readonly groups: readonly (readonly [upTo: number, groups: number])[];
  /** Envelopes in all of them together. */
  readonly total: number;
}

/** What the desk must keep beside the log. Each room is a port of its own. */
export interface DeskStore {
  readonly inbound: InboundLog;
  readonly sequencer: SequencerStore;
  readonly results: CommandResults;
  readonly keys: ApiKeys;
  readonly leases: Leases;
  readonly numbers: Numbers;
  readonly checkpoints: Checkpoints;
  readonly facts: DeskFacts;
  readonly inboxes: KeptStates;
  /** Agents and teams, by the names of their streams. */
  readonly agents: KeptStates;
  readonly snapshots: Snapshots;
  readonly outbox: OutboxRoom;
  readonly webhooks: WebhookRoom;
  readonly relay: RelayRoom;
  /** Present only where several processes share the store. */
  readonly errands?: Errands;
  /** As `errands`. */
  readonly news?: NewsRoom;
  /** As `errands`. */
  readonly presence?: PresenceRoom;
  /** A consistent copy into a folder that exists, while serving; durable when it resolves. Absent where the store has a backup of its own. */
  copyTo?(folder: string): Promise<void>;
  /**
   * What another thread of this process needs beside the URL to work on the same store (`openDeskStore`), to be
   * transferred to it; closed before this store is. Absent where the URL is enough.
   */
  readonly branch?: () => InstanceType<typeof MessagePort>;
  /** How many envelopes shared each durable write since the start. Absent where the driver cannot tell, and on a branch. */
  readonly envelopeGroups?: () => EnvelopeGroups;
  /** Ends the leases that a dead process left. Present only where whoever opened the store is alone with it. */
  readonly takeOver?: () => Promise<void>;
  /** Writes what waits; whoever waits for envelopes is let go. */
  close(): Promise<void>;
}
