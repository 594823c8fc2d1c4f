import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaUnderTest } from '#messaging/testing';
import { postgresUnderTest } from '#postgres/testing';
import { seedOfRun } from '../faults/chance.js';
import { isSound, reportLines } from './report.js';
import { walkThrough } from './walk-through.js';
import type { WalkReport } from './walk-through.js';

const postgres = await postgresUnderTest();
const kafka = await kafkaUnderTest();

(postgres.url === '' ? postgres : kafka).describe(
  'a desk of seven processes that are killed and frozen while it works',
  () => {
    const seed = seedOfRun();
    let folder: string;
    let report: WalkReport;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sijil-walk-'));
      const plan = { seed, messages: 240, customers: 30, dayCustomers: 12, kills: 2, source: 'kafka' as const };
      const place = { brokers: kafka.brokers, deskId: kafka.freshDesk() };
      report = await walkThrough(plan, { ...place, url: postgres.freshUrl(), folder });
    }, 400_000);
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it(`has everything it acknowledged once and in order, and pages that say what the log says (FAULTS_SEED=${seed})`, () => {
      expect(isSound(report) ? [] : reportLines(report)).toEqual([]);
    });

    it('was at work by other hands when whoever was alone with a work was killed', () => {
      expect(report.handedOver['sequencer']).toBeGreaterThan(0);
      expect(report.handedOver['timekeeper']).toBeGreaterThan(0);
      expect(Math.max(...Object.values(report.readOnByOthers))).toBeGreaterThan(0);
    });
  },
);
