import type { RecordedEvent } from '#event-log';
import type { PageWriter } from '#read-store';
import type { Opener } from '../projection/index.js';
import { Copyist } from './copyist.js';

/** Copies one batch of events, in log order, into pages: all of it or nothing. Errors: those of `Copyist`. */
export async function copyBatch(writer: PageWriter, opener: Opener, events: readonly RecordedEvent[]): Promise<void> {
  const copyist = new Copyist(writer, opener);
  await copyist.fold(events);
  await copyist.write();
}
