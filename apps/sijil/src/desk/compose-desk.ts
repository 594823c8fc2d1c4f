import { AgentRegister, DeskCommands, Door, Planner, systemClock, Timekeeper } from '#application';
import type { AgentDirectory, Clock, DueTickets, InboxRegister, LinkFinder } from '#application';
import { readHandle } from '#channels';
import type { ChatWindows } from '#apps/api';
import type { HandleKind } from '#domain';
import type { Settings } from '#settings';
import { Erasures } from '../erasure/erasures.js';
import { IntakeThread } from '../intake/intake-thread.js';
import { DeskOutbox } from '../outbox/desk-outbox.js';
import { OutboxThread } from '../outbox/outbox-thread.js';
import type { Stores } from '../stores/stores.js';
import { Background } from './background.js';
import { Housekeeping } from './housekeeping.js';
import { writingParts } from './writing-parts.js';

/** What the working parts ask of the pages. */
export interface DeskPages extends LinkFinder, DueTickets {
  /** Where in an envelope something stands in quarantine. */
  placesInQuarantine(envelope: bigint): Promise<readonly string[]>;
  /** Resolves when the live pages hold the event at this position. */
  shown(position: bigint, signal: AbortSignal): Promise<void>;
}

export interface DeskOptions {
  readonly settings: Settings;
  readonly stores: Stores;
  readonly pages: DeskPages;
  /** Chat windows that replies are pushed to. */
  readonly windows: ChatWindows;
  readonly onFault: (where: string, fault: unknown) => void;
  readonly clock?: Clock;
}

/** The working parts of a desk behind its api: what takes in, what decides, what keeps time. */
export interface Desk {
  readonly door: Pick<Door, 'keep'>;
  readonly inboxes: InboxRegister;
  readonly agents: AgentDirectory & Pick<AgentRegister, 'refresh'>;
  readonly commands: DeskCommands;
  readonly clock: Clock;
  /** Whether intake and outbox work, or will in a moment. */
  readonly isWell: () => boolean;
  /** Puts an envelope that lies in quarantine before the parser again. */
  readonly retry: (envelope: bigint) => Promise<void>;
  readonly outbox: DeskOutbox;
  readonly erasures: Erasures;
  /** Digest that names a chat visitor's conversation. */
  readonly sessionKey: (inbox: string, session: string) => string;
  /** Stops taking work and lets what is under way finish. */
  stop(): Promise<void>;
}

/** How often the timekeeper looks, in milliseconds. */
const timekeeperEveryMs = 1_000;

/** Wires the parts over their stores and sets them to work: the intake on a thread of its own, the others here. */
export async function composeDesk({
  settings,
  stores,
  pages,
  windows,
  onFault,
  clock = systemClock,
}: DeskOptions): Promise<Desk> {
  const { desk: store, log, blobs } = stores;
  const { keys, inboxes, recorders, numbers, transfers } = await writingParts(stores);
  const readAs = (kind: HandleKind, value: string) => readHandle(kind, value, settings.homeRegion);
  const agents = new AgentRegister(store.agents);
  await agents.refresh();
  const planner = new Planner(keys, numbers, readAs, pages, log, agents, recorders.files);
  const intake = new IntakeThread({ urls: settings, stores, onFault });
  const outbox = new OutboxThread({ urls: settings, stores, windows, onFault });
  const background = new Background(onFault);
  const faultThere = (fault: unknown) => onFault('timekeeper', fault);
  const timekeeper = new Timekeeper({ due: pages, recorders, inboxes, clock, onFault: faultThere });
  background.run('timekeeper', (signal) => timekeeper.run(timekeeperEveryMs, signal));
  background.run('housekeeping', (signal) => new Housekeeping(store, log, clock).run(signal));
  const commands = new DeskCommands(store, log, recorders, planner, { inboxes, agents }, transfers, clock);
  const register = stores.keys.erasures;
  return {
    door: new Door(store.inbound, blobs, inboxes, clock),
    inboxes,
    agents,
    commands,
    clock,
    isWell: () => intake.isWell && outbox.isWell,
    outbox: new DeskOutbox(store, outbox),
    erasures: new Erasures({ settings, register, facts: store.facts, log, pages, commands, intake, clock }),
    sessionKey: (inbox, session) => keys.conversation(inbox, session),
    retry: (envelope) => pages.placesInQuarantine(envelope).then((places) => intake.readAgain(envelope, places)),
    stop: async () => {
      await Promise.all([intake.stop(), outbox.stop()]);
      await background.stop();
    },
  };
}
