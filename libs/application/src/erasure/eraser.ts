import type { BlobStore } from '#blobs';
import type { DeskStore } from '#desk-store';
import type { CustomerFile, HandleState } from '#domain';
import { decideCustomerFile, decideHandle } from '#domain';
import type { EventLogReader } from '#event-log';
import { failpoint } from '#failpoints';
import type { SealingKeys } from '#sealing';
import type { Clock } from '../clock.js';
import type { Between, Sequencer } from '../intake/sequencer.js';
import type { Recorders } from '../recording/recorders.js';
import type { Work } from '../recording/recorder.js';
import { fileStream } from '../streams.js';
import type { ErasureCounts } from './erasure.js';
import { erasureOccasion } from './occasion.js';
import { Survey } from './survey.js';
import type { Surveyed, SurveyAsked } from './survey.js';

export interface EraserParts {
  readonly store: Pick<DeskStore, 'inbound' | 'sequencer' | 'results' | 'snapshots'>;
  readonly log: EventLogReader;
  readonly blobs: Pick<BlobStore, 'delete'>;
  readonly sealingKeys: Pick<SealingKeys, 'destroy'>;
  readonly recorders: Pick<Recorders, 'files' | 'handles'>;
  readonly sequencer: Pick<Sequencer, 'between'>;
  readonly clock: Clock;
  /** Reads all of the log for what is somebody's, where that holds up nobody. */
  readonly survey: (asked: SurveyAsked) => Promise<Surveyed>;
}

/** Keys destroyed, and envelopes overwritten, at once. */
const keysAtOnce = 10_000;
const envelopesAtOnce = 100;

/**
 * Erases customers, in two acts of the sequencer, so that nothing is on its way to them meanwhile. Each step may be
 * repeated: begun again after a crash, it comes to the same. All of the log is read once for both, elsewhere; here only
 * what was recorded since.
 *
 * 1. `close`:   the files say `CustomerErased`, their handles are released, the look-up index leads there no more.
 * 2. `destroy`: keys, blobs and raw envelopes. Whoever was at work on the files must have finished in between.
 */
export class Eraser {
  /** Of the files that were closed last. */
  private surveyed: Survey | undefined;

  constructor(private readonly parts: EraserParts) {}

  /** Resolves when nothing comes into these files any more. */
  async close(customerIds: readonly string[]): Promise<void> {
    const { log, sequencer } = this.parts;
    const survey = await this.surveyOf(customerIds);
    await sequencer.between(async (between) => {
      await between.bringUpToDate();
      await survey.readOn(log);
      await this.sayErased(customerIds);
      failpoint('erasure.said');
      await this.release([...survey.handles], customerIds);
      failpoint('erasure.released');
      await between.bringUpToDate();
      return true;
    });
  }

  /** Resolves when nothing can be read any more of what these customers said and were told. */
  async destroy(customerIds: readonly string[]): Promise<ErasureCounts> {
    const { log, sequencer } = this.parts;
    const survey = await this.surveyOf(customerIds);
    let counts: ErasureCounts | undefined;
    await sequencer.between(async (between) => {
      await between.bringUpToDate();
      await this.sayErased(customerIds);
      survey.alsoIn(await this.repeatsOf(customerIds));
      await survey.readOn(log);
      const { envelopes } = survey;
      if (!(await this.areRecorded(envelopes, between))) return false;
      counts = await this.destroyAll(survey, envelopes);
      return true;
    });
    this.surveyed = undefined;
    if (!counts) throw new TypeError('an erasure ended before it was done');
    return counts;
  }

  /** What is found before anything stands still, up to what was recorded just now. */
  private async surveyOf(customerIds: readonly string[]): Promise<Survey> {
    const isKept = this.surveyed?.customerIds.join() === customerIds.join();
    const survey = isKept && this.surveyed ? this.surveyed : await this.surveyElsewhere(customerIds);
    await survey.readOn(this.parts.log);
    this.surveyed = survey;
    return survey;
  }

  private async surveyElsewhere(customerIds: readonly string[]): Promise<Survey> {
    const asked = { customerIds, repeats: await this.repeatsOf(customerIds) };
    return new Survey(asked, await this.parts.survey(asked));
  }

  private repeatsOf = (customerIds: readonly string[]): Promise<readonly bigint[]> =>
    this.parts.store.sequencer.repeatsOf(customerIds.map(fileStream));

  private async destroyAll(survey: Survey, envelopes: readonly bigint[]): Promise<ErasureCounts> {
    const { keyIds } = survey;
    for (const some of portions(keyIds, keysAtOnce)) await this.parts.sealingKeys.destroy(some);
    failpoint('erasure.keys-destroyed');
    const blobs = await this.removeBlobs(survey.blobs, envelopes);
    failpoint('erasure.blobs-removed');
    await this.parts.store.snapshots.drop(survey.customerIds.map(fileStream));
    await this.parts.store.results.forgetBodies([...survey.commandIds]);
    for (const some of portions(envelopes, envelopesAtOnce)) await this.parts.store.inbound.erase(some);
    failpoint('erasure.envelopes-erased');
    const { position } = await this.parts.log.head();
    const counted = { parts: keyIds.length, envelopes: envelopes.length, handles: survey.handles.size };
    return { ...counted, blobs, position: String(position) };
  }

  /** Sealed ones, and raw bodies that no other envelope has; before the rows that name them. */
  private async removeBlobs(sealed: readonly string[], envelopes: readonly bigint[]): Promise<number> {
    const raw = await this.parts.store.inbound.bodiesOnlyOf(envelopes);
    for (const blob of [...sealed, ...raw]) await this.parts.blobs.delete(blob);
    return sealed.length + raw.length;
  }

  private async sayErased(customerIds: readonly string[]): Promise<void> {
    const works = customerIds.map((customerId): Work<CustomerFile> => {
      const occasion = erasureOccasion(this.parts.clock.now());
      const decide = (file: CustomerFile) => decideCustomerFile(file, { kind: 'EraseCustomer', ...occasion });
      return { stream: fileStream(customerId), owner: customerId, steps: [{ occasion, decide, plain: [] }] };
    });
    await this.parts.recorders.files.record(works, 'fresh');
  }

  /** Those that still speak for one of them. */
  private async release(handles: readonly string[], customerIds: readonly string[]): Promise<void> {
    const works = handles.map((stream): Work<HandleState> => {
      const occasion = erasureOccasion(this.parts.clock.now());
      const decide = (handle: HandleState) => {
        const { customerId = '' } = handle;
        if (!customerIds.includes(customerId)) return [];
        return decideHandle(handle, { kind: 'ReleaseHandle', ...occasion, customerId });
      };
      return { stream, owner: stream, steps: [{ occasion, decide, plain: [] }] };
    });
    await this.parts.recorders.handles.record(works, 'fresh');
  }

  /** An envelope may hold items of others that are not in the log yet: its turn comes first. */
  private async areRecorded(envelopes: readonly bigint[], { hasPassed }: Between): Promise<boolean> {
    for (const position of envelopes) {
      const envelope = await this.parts.store.inbound.at(position);
      if (envelope && !hasPassed(envelope.lane, position)) return false;
    }
    return true;
  }
}

function* portions<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
