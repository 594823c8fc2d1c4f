import { setTimeout as pause } from 'node:timers/promises';
import type { AgentsWork } from '../faults/agents-work.js';
import type { Chance } from '../faults/chance.js';
import { Connector } from '../faults/connector.js';
import type { Delivery } from '../faults/deliveries.js';
import { DeskDied } from '../faults/desk-process.js';
import type { DeskAddress } from '../faults/desk-process.js';

/** Deliveries a connector pushes at once. */
const atOnce = 50;
/** Connectors at work at the same time. */
const connectors = 2;
const tryAgainAfterMs = 50;

/** Some connectors, who push through whatever door is open, and again whatever was not acknowledged; and an agent. */
export class Connectors {
  readonly #all = Array.from({ length: connectors }, () => new Connector());

  constructor(
    private readonly doors: () => readonly DeskAddress[],
    private readonly chance: Chance,
    private readonly agent: AgentsWork,
  ) {}

  get acknowledged(): readonly Delivery[] {
    return this.#all.flatMap(({ acknowledged }) => acknowledged);
  }

  /** Times a door asked to come back later. */
  get refusals(): number {
    return this.#all.reduce((sum, { refusals }) => sum + refusals.length, 0);
  }

  /** Pushes until everything is acknowledged; `onAcknowledged` is told how many more were. */
  async push(deliveries: readonly Delivery[], onAcknowledged: (more: number) => void): Promise<void> {
    const left = [...deliveries];
    await Promise.all(
      this.#all.map(async (connector) => {
        while (left.length > 0 || connector.waiting > 0) {
          connector.handIn(...left.splice(0, atOnce - connector.waiting));
          await this.#pushOnce(connector, onAcknowledged);
          if (connector === this.#all[0]) await this.atSomeDoor((door) => this.agent.goOn(door));
        }
      }),
    );
  }

  /** Does it at a door that is open, and again where that one closed meanwhile. */
  async atSomeDoor(work: (door: DeskAddress) => Promise<void>): Promise<void> {
    for (;;) {
      const door = this.chance.pick(this.doors());
      try {
        if (door) return await work(door);
      } catch (fault) {
        if (!isForNow(fault)) throw fault;
      }
      await pause(tryAgainAfterMs);
    }
  }

  async #pushOnce(connector: Connector, onAcknowledged: (more: number) => void): Promise<void> {
    const door = this.chance.pick(this.doors());
    let told = 0;
    const tell = (count: number) => {
      onAcknowledged(count - told);
      told = count;
    };
    if (door) await connector.push(door, tell);
    if (told === 0) await pause(tryAgainAfterMs);
  }
}

/** Nobody answered, or the answer was: not now. */
const isForNow = (fault: unknown): boolean =>
  fault instanceof DeskDied || (fault instanceof Error && fault.message.startsWith('503 '));
