import type { Checked } from '#projections';
import type { PageWriter } from '#read-store';
import { checkFile, checkThen } from './check-file.js';
import type { FileRows } from './check-file.js';
import { baseOf, factsOfPerson, foldFile } from './fold-person.js';
import type { FileFold, FoldedFile } from './fold-person.js';
import type { Someone } from './people-in-log.js';
import type { ProvenSample } from './proven-sample.js';
import type { RolledSums } from './rolled-sums.js';

/** What a person is checked with. */
export interface PersonCheck extends FileFold {
  readonly pages: PageWriter;
  readonly rolled: RolledSums;
  readonly sample: ProvenSample;
}

/**
 * Holds all that is known of one person against their files. `undefined` where it cannot be told: people dropped an event.
 * Errors: `PagesDiffer`.
 */
export async function checkPerson(job: PersonCheck, { customerIds, isProven }: Someone): Promise<Checked | undefined> {
  const { pages, rolled } = job;
  const files: FoldedFile[] = [];
  for (const customerId of customerIds) {
    const file = await foldFile(job, customerId);
    if (file === undefined) return undefined;
    files.push(file);
  }
  const bases = files.map(({ base }) => base);
  const facts = factsOfPerson(bases);
  const rows = await Promise.all(bases.map((base) => checkFile(pages, base, facts)));
  await rolled.add(facts, rows);
  if (isProven) await prove(job, files, rows);
  const counted = bases.map(({ items, tickets, channels }) => items.size + tickets.size + channels.size);
  const read = files.filter(({ events }) => events?.length !== 0);
  return { files: read.length, rows: counted.reduce((sum, count) => sum + count, facts.length) };
}

/** More closely: every KPI by the proof, and, of one file that was never linked, what was known half way through it. */
async function prove(job: PersonCheck, files: readonly FoldedFile[], rows: readonly FileRows[]): Promise<void> {
  const raw = files.flatMap(({ base: { customerId }, events }) =>
    events === undefined ? [] : [{ customerId, events }],
  );
  if (raw.length < files.length) return;
  const { sample, around, pages } = job;
  const facts = factsOfPerson(files.map(({ base }) => base));
  const [personId = ''] = raw.map(({ customerId }) => customerId).sort();
  sample.add({ files: raw.map((file) => ({ ...file, personId })), connectedInboxes: around.connectedInboxes }, facts);
  const [[file], [held]] = [raw, rows];
  if (file === undefined || held === undefined || around.people.has(file.customerId)) return;
  const events = file.events.slice(0, Math.ceil(file.events.length / 2));
  const then = factsOfPerson([baseOf(file.customerId, events, around)]);
  await checkThen(pages, held, then, Number(events.at(-1)?.position ?? 0n));
}
