import type { SequencerStore } from '#desk-store';
import type { CustomerFile } from '#domain';
import { failpoint } from '#failpoints';
import type { Recorders } from '../../recording/recorders.js';
import type { Work } from '../../recording/recorder.js';
import { idIn, isFileStream } from '../../streams.js';
import type { IntakeKeys } from '../keys.js';
import type { Arrival, Refused } from '../reading/arrival.js';
import type { Claim, Routed, Routing, Vouched } from '../routing/routing.js';
import type { TicketNumbers } from '../ticket-numbers.js';
import { FileDecider } from './file-decider.js';
import { claimWork, linkWork } from './identity-works.js';
import { inboxWorks, releaseWork } from './inbox-works.js';

/** Writes one routed batch: claims first, then the files, so that a file always has its handle. */
export class BatchRecorder {
  constructor(
    private readonly recorders: Recorders,
    private readonly numbers: TicketNumbers,
    private readonly keys: IntakeKeys,
    private readonly index: Pick<SequencerStore, 'recorded'>,
  ) {}

  /** Answers everything of the batch that is set aside: `refused`, and what the rules choked on. */
  async record({ routed, claims, links }: Routing, refused: readonly Refused[]): Promise<readonly Refused[]> {
    const collisions = await this.claim(claims);
    failpoint('handles.claimed');
    await this.recorders.links.record([...links, ...collisions].map(linkWork), 'fresh');
    const { toFiles = [], toInboxes = [] } = Object.groupBy(routed, ({ stream }) =>
      isFileStream(stream) ? 'toFiles' : 'toInboxes',
    );
    failpoint('files.before');
    const setAside = [...refused, ...(await this.recordFiles(toFiles))];
    failpoint('files.after');
    await this.recorders.inboxes.record(inboxWorks(toInboxes, await this.notYetRecorded(setAside)));
    return setAside;
  }

  /** Releases these places of an envelope that stood in quarantine and were read without complaint now. */
  async release(arrival: Arrival, places: readonly string[]): Promise<void> {
    if (places.length > 0) await this.recorders.inboxes.record([releaseWork(arrival, places, this.keys)]);
  }

  private async claim(claims: readonly Claim[]): Promise<readonly Vouched[]> {
    const collisions: Vouched[] = [];
    const works = claims.map((claim) => claimWork(claim, collisions));
    await this.recorders.handles.record(works, 'fresh');
    return collisions;
  }

  private async recordFiles(routed: readonly Routed[]): Promise<readonly Refused[]> {
    const undecidable = new Map<string, Refused>();
    const numbers = await this.numbers.reserve(routed.length);
    try {
      await this.recorders.files.record(this.fileWorks(routed, numbers, undecidable));
    } finally {
      this.numbers.giveBack(numbers);
    }
    return [...undecidable.values()];
  }

  private fileWorks(
    routed: readonly Routed[],
    numbers: number[],
    undecidable: Map<string, Refused>,
  ): readonly Work<CustomerFile>[] {
    const byStream = Map.groupBy(routed, ({ stream }) => stream);
    return [...byStream].map(([stream, items]) => {
      const decider = new FileDecider(this.keys, numbers, undecidable);
      return { stream, owner: idIn(stream), steps: items.map((item, at) => decider.step(item, at)) };
    });
  }

  private async notYetRecorded(refused: readonly Refused[]): Promise<readonly Refused[]> {
    if (refused.length === 0) return refused;
    const recorded = await this.index.recorded(refused.map(({ key }) => key));
    return refused.filter(({ key }) => !recorded.has(key));
  }
}
