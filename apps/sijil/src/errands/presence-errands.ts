import { setTimeout as pause } from 'node:timers/promises';
import type { OtherDoors, Present, PresentAt } from '#apps/api';
import type { Errands, PresenceRoom } from '#desk-store';
import { Background } from '../desk/background.js';
import type { Foundation, Part } from '../foundation/index.js';
import { sharedErrands, sharedPresence } from './shared-errands.js';
import { doors } from './window-errands.js';

/** How long what agents say gathers before it is told, and how often it is looked whether others are there. Milliseconds. */
const [gatherMs, lookEveryMs] = [250, 4_000];
/** How long it is believed, in seconds: as long as at the door that heard it. */
const believedSeconds = 30;

interface Said {
  readonly ticketId: string;
  readonly agentId: string;
  readonly present: Present | undefined;
}

/** Tells other doors who looks at which ticket, and hears it from them; while this door is the only one, nothing is kept. */
export class PresenceAtAllDoors implements OtherDoors, Part {
  private readonly said = new Map<string, Said>();
  private changed: (all: readonly PresentAt[]) => void = () => undefined;
  private telling: Promise<void> | undefined;
  private isAlone = true;
  private readonly background: Background;
  private readonly errands: Errands;
  private readonly room: PresenceRoom;

  constructor(private readonly foundation: Pick<Foundation, 'stores' | 'holder' | 'onFault'>) {
    const { stores, onFault } = foundation;
    [this.errands, this.room] = [sharedErrands(stores), sharedPresence(stores)];
    this.background = new Background(onFault);
    this.background.run('presence', (signal) => this.listen(signal));
  }

  tell(ticketId: string, agentId: string, present: Present | undefined): void {
    if (this.isAlone) return;
    this.said.set(JSON.stringify([ticketId, agentId]), { ticketId, agentId, present });
    this.telling ??= this.tellSoon().finally(() => (this.telling = undefined));
  }

  hear(changed: (all: readonly PresentAt[]) => void): void {
    this.changed = changed;
  }

  async stop(): Promise<void> {
    await this.background.stop();
    await this.telling;
  }

  private async tellSoon(): Promise<void> {
    const { holder, onFault } = this.foundation;
    while (this.said.size > 0) {
      await pause(gatherMs);
      const said = [...this.said.values()];
      this.said.clear();
      const there = said.flatMap(({ ticketId, present }) => (present ? [{ ticketId, ...present }] : []));
      const gone = said.filter(({ present }) => present === undefined);
      await this.room
        .keep(holder, { there, gone }, believedSeconds)
        .catch((fault: unknown) => onFault('presence', fault));
    }
  }

  private async listen(signal: AbortSignal): Promise<void> {
    const { holder } = this.foundation;
    while (!signal.aborted) {
      this.isAlone = (await this.errands.attending(doors)).every((door) => door === holder);
      const looked = AbortSignal.any([signal, AbortSignal.timeout(lookEveryMs)]);
      const woken = this.isAlone
        ? pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
        : this.room.rung(looked);
      this.changed(this.isAlone ? [] : ((await this.room.elsewhere(holder)) as readonly PresentAt[]));
      await woken;
    }
  }
}
