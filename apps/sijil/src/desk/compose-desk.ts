import { AgentRegister, DeskCommands, Door, Planner } from '#application';
import type { AgentDirectory, Clock, DueTickets, InboxRegister, LinkFinder, ParkedFinder } from '#application';
import { readHandle } from '#channels';
import type { HandleKind } from '#domain';
import { Erasures } from '../erasure/erasures.js';
import type { Foundation } from '../foundation/index.js';
import type { IntakeThread } from '../intake/intake-thread.js';
import { DeskOutbox } from '../outbox/desk-outbox.js';
import type { OutboxThread } from '../outbox/outbox-thread.js';
import { Background } from './background.js';
import { writingParts } from './writing-parts.js';
import type { WritingParts } from './writing-parts.js';

/** What the working parts ask of the pages. */
export interface DeskPages extends LinkFinder, ParkedFinder, DueTickets {
  /** Where in an envelope something stands in quarantine. */
  placesInQuarantine(envelope: bigint): Promise<readonly string[]>;
  /** Resolves when the live pages hold the event at this position. */
  shown(position: bigint, signal: AbortSignal): Promise<void>;
}

/** What is asked of the intake, wherever it is at work. */
export type IntakeDesk = Pick<IntakeThread, 'readAgain' | 'closeFiles' | 'destroyFiles'>;

export interface DeskOptions {
  readonly foundation: Foundation;
  readonly pages: DeskPages;
  readonly intake: IntakeDesk;
  readonly outbox: Pick<OutboxThread, 'look'>;
}

/** The working parts of a desk behind its api: what takes in, and what decides. */
export interface Desk {
  readonly door: Pick<Door, 'keep'>;
  readonly inboxes: InboxRegister;
  readonly agents: AgentDirectory & Pick<AgentRegister, 'refresh'>;
  readonly commands: DeskCommands;
  readonly clock: Clock;
  readonly writing: WritingParts;
  /** Puts an envelope that lies in quarantine before the parser again. */
  readonly retry: (envelope: bigint) => Promise<void>;
  readonly outbox: DeskOutbox;
  readonly erasures: Erasures;
  /** Digest that names a chat visitor's conversation. */
  readonly sessionKey: (inbox: string, session: string) => string;
}

/** Wires the parts over their stores. */
export async function composeDesk({ foundation, pages, intake, outbox }: DeskOptions): Promise<Desk> {
  const { settings, stores, clock, holder } = foundation;
  const { desk: store, log, blobs } = stores;
  const writing = await writingParts(stores);
  const { keys, inboxes, recorders, numbers, transfers } = writing;
  const readAs = (kind: HandleKind, value: string) => readHandle(kind, value, settings.homeRegion);
  const agents = new AgentRegister(store.agents);
  await agents.refresh();
  const planner = new Planner(keys, numbers, readAs, pages, log, agents, recorders.files, store.sequencer);
  const commands = new DeskCommands(store, log, recorders, planner, { inboxes, agents }, transfers, clock);
  const register = stores.keys.erasures;
  const erasing = { settings, register, facts: store.facts, log, pages, commands, intake, clock };
  learnFromOthers(foundation, inboxes);
  return {
    door: new Door(store.inbound, blobs, inboxes, clock),
    inboxes,
    agents,
    commands,
    clock,
    writing,
    outbox: new DeskOutbox(store, outbox),
    erasures: new Erasures({ ...erasing, leases: store.leases, news: store.news, holder }),
    sessionKey: (inbox, session) => keys.conversation(inbox, session),
    retry: (envelope) => pages.placesInQuarantine(envelope).then((places) => intake.readAgain(envelope, places)),
  };
}

/** Inboxes that another process connected are known after a second. A store that keeps others out has nobody to learn from. */
function learnFromOthers({ stores, onFault, begun }: Foundation, inboxes: InboxRegister): void {
  if (stores.desk.takeOver) return;
  const background = begun(new Background(onFault));
  background.run('inboxes', () => inboxes.refresh());
}
