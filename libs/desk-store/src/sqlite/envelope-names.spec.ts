import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { envelopeOf } from '../../testing/index.js';
import { openDeskFile } from './desk-file.js';
import { packEnvelopes } from './envelope-batch.js';
import { EnvelopeNames } from './envelope-names.js';
import { inboundWrites } from './inbound.writes.js';

/** A writer as a process has one: its own connection, its own memory of names. */
function writerOn(path: string) {
  const db = openDeskFile(path);
  // The cases below ask what is known, not what survives a power cut.
  db.exec('PRAGMA synchronous = OFF');
  const names = new EnvelopeNames(db, 3);
  return { db, names, ...inboundWrites(db, names) };
}
type Writer = ReturnType<typeof writerOn>;

interface Turn {
  readonly by: 'server' | 'import';
  readonly does: 'commit' | 'roll back' | 'start anew';
  /** `2:1` is the id 2 with the bytes 1. */
  readonly deliveries: readonly string[];
}

const delivery = fc.tuple(fc.nat(6), fc.nat(2)).map(([id, bytes]) => `${id}:${bytes}`);
const turn: fc.Arbitrary<Turn> = fc.record({
  by: fc.constantFrom('server', 'import'),
  does: fc.constantFrom('commit', 'commit', 'commit', 'roll back', 'start anew'),
  deliveries: fc.array(delivery, { maxLength: 8 }),
});

const packed = (deliveries: readonly string[]) =>
  packEnvelopes(deliveries.map((name) => envelopeOf(name, { nativeId: name.slice(0, 1) })));

/** What must be answered, by the plainest rule: a list of all that was committed. */
class Ledger {
  private kept: string[] = [];

  keep(deliveries: readonly string[]): { answers: string[]; kept: string[] } {
    const kept = [...this.kept];
    const answers = deliveries.map((name) => {
      const before = kept.indexOf(name);
      if (before >= 0) return `repeats ${before + 1}`;
      const idKnown = kept.some((other) => other.startsWith(name.slice(0, 2)));
      kept.push(name);
      return `${kept.length}${idKnown ? ' with other bytes' : ''}`;
    });
    return { answers, kept };
  }

  commit(kept: string[]): void {
    this.kept = kept;
  }
}

function keepAndEnd(writer: Writer, { does, deliveries }: Turn): string[] {
  writer.db.exec('BEGIN IMMEDIATE');
  const { positions, repeated, sameIdOtherBytes } = writer.keepEnvelopes(packed(deliveries));
  if (does === 'roll back') rollBack(writer);
  else writer.db.exec('COMMIT');
  return positions.map((position, at) => {
    if (repeated[at]) return `repeats ${position}`;
    return `${position}${sameIdOtherBytes[at] ? ' with other bytes' : ''}`;
  });
}

function rollBack({ db, names }: Writer): void {
  db.exec('ROLLBACK');
  names.doubt();
}

describe('names of envelopes', () => {
  it('are told apart rightly whoever keeps, rolls back or starts anew, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 25, size: 'max' }), (turns) => {
        const folder = mkdtempSync(join(tmpdir(), 'names-'));
        const path = join(folder, 'desk.db');
        const writers = { server: writerOn(path), import: writerOn(path) };
        const ledger = new Ledger();
        for (const one of turns) {
          if (one.does === 'start anew') {
            writers[one.by].db.close();
            writers[one.by] = writerOn(path);
          }
          const expected = ledger.keep(one.deliveries);
          expect(keepAndEnd(writers[one.by], one)).toEqual(expected.answers);
          if (one.does !== 'roll back') ledger.commit(expected.kept);
        }
        Object.values(writers).forEach(({ db }) => db.close());
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  it('go to the table in sorted runs, and the newest stay in memory', () => {
    const folder = mkdtempSync(join(tmpdir(), 'names-'));
    const { db, keepEnvelopes } = writerOn(join(folder, 'desk.db'));
    keepEnvelopes(packed(['0:0', '1:0', '2:0', '3:0', '4:0', '5:0', '6:0']));
    expect(runsIn(db)).toEqual([
      { run: 1, up_to: 3, names: 3 },
      { run: 2, up_to: 6, names: 3 },
    ]);
    db.close();
    rmSync(folder, { recursive: true });
  });
});

const runsIn = (db: DatabaseSync): unknown[] =>
  db
    .prepare('SELECT run, up_to, (SELECT count(*) FROM inbound_names WHERE run = r.run) AS names FROM inbound_runs r')
    .all()
    .map((row) => ({ ...row }));
