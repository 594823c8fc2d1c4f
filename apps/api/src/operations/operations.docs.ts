import { anything, cast, flag, instant, integer, listOf, object, ok, oneOf, position, text } from '../docs/index.js';
import type { Answer, Chapter, Schema } from '../docs/index.js';
import { BackupBody, EraseBody, RebuildBody, RollBackBody, ScratchBody } from './operations.controller.js';
import type { DeskStatus, Erased, LaneStatus } from './operations.port.js';
import type { ShownCopy, ShownRebuild } from './shown-rebuild.js';

const lane = object<LaneStatus>({
  head: text('12', 'What has been kept.'),
  read: text('12', 'Up to where it stands in the log.'),
});
const status = object<DeskStatus>({
  deskId: text('desk-x7f2'),
  epoch: integer(1),
  position: text('42', 'Last event of the log.'),
  pages: text('42', 'Last event in the pages.'),
  kpis: text('42', 'Last event that figures count.'),
  lanes: object<DeskStatus['lanes']>({ live: lane, bulk: lane }),
  partsLost: integer(0, 'Sealed parts nobody can open any more.'),
});

const rebuildStatus = object<ShownRebuild>({
  isUnderWay: flag(false, 'Whether this server is at work on one now.'),
  sets: listOf(
    object<ShownRebuild['sets'][number]>({
      name: oneOf(['desk', 'kpis']),
      canRollBack: flag(true, 'Whether a former copy is there that this code can go back to.'),
      copies: listOf(
        object<ShownCopy>(
          {
            role: oneOf(['live', 'building', 'former']),
            version: integer(1, 'Of the code that made it.'),
            isOurs: flag(true, 'Whether this code did.'),
            position,
            lag: integer(0, 'Positions of the log that are still to be copied into it.'),
            percent: integer(100, 'How much of the log is copied.'),
            since: instant('Since when it has its role; absent of copies older than this note.'),
            bytes: integer(4096, 'Space it takes.'),
          },
          { optional: ['since'] },
        ),
      ),
    }),
  ),
});

const erased = object<Erased>(
  {
    customerId: text(cast.otherCustomerId),
    askedAt: instant(),
    doneAt: instant('Absent until nothing of it is left.'),
  },
  { optional: ['doneAt'] },
);

const line: Schema = {
  oneOf: [
    object({ result: anything({ events: 42 }) }),
    object({ done: text('10'), total: text('42') }),
    object({ problem: anything({ code: 'BACKUP.TARGET_NOT_EMPTY' }) }),
  ],
};
/** Lines of progress, then what came of it. */
const story = (result: Readonly<Record<string, unknown>>): Answer => ({
  status: 200,
  mediaType: 'application/x-ndjson',
  schema: line,
  example: `{"done":"10","total":"42"}\n${JSON.stringify({ result })}\n`,
});

/** What operators ask of a serving desk. */
export const operationsDocs: Chapter = {
  title: 'Operating',
  routes: {
    'GET /v1/status': { summary: 'How far every part of the desk is', answer: ok(status) },
    'POST /v1/operations/rebuild': {
      summary: 'Copy every page from the log again',
      body: RebuildBody,
      example: { body: { compare: false } },
      answer: story({ events: 42 }),
    },
    'POST /v1/operations/rebuild/roll-back': {
      summary: 'Go back to the pages that served before the last rebuild',
      about:
        'What came since is copied into them first. Then they change places with those that serve, in one step: no reader finds less than it saw, and the way forward is another roll-back.',
      body: RollBackBody,
      example: { body: { only: 'desk' } },
      answer: story({ kind: 'rolled-back', position: '42' }),
    },
    'POST /v1/operations/rebuild/forget': {
      summary: 'Remove the pages that served before the last rebuild',
      about: 'A week after they were replaced they are removed without being asked.',
      answer: ok(rebuildStatus),
    },
    'GET /v1/operations/rebuild': {
      summary: 'Which pages serve, which are built beside them, and which served before',
      answer: ok(rebuildStatus),
    },
    'POST /v1/operations/rebuild/abort': {
      summary: 'End a rebuild, and throw away what it built',
      about: 'The live pages stay as they are. Where nothing is built, nothing changes.',
      answer: ok(rebuildStatus),
    },
    'POST /v1/operations/scratch': {
      summary: 'Copy the log up to an instant into pages of their own',
      body: ScratchBody,
      example: { body: { to: '2026-03-01T08:00:00.000Z' } },
      answer: story({ kind: 'copied', position: '42' }),
    },
    'POST /v1/operations/verify': {
      summary: 'Work out every hash of the log again',
      answer: story({ events: 42, partsWithoutKey: 0 }),
    },
    'POST /v1/operations/erase': {
      summary: 'Erase customers from everything the desk keeps',
      about:
        'With all files of the same person, unless `onlyFiles`. Counts, times and KPIs stay; what they wrote and were told is read by nobody any more, and who writes again is a new customer.',
      body: EraseBody,
      example: { body: { customerIds: [cast.otherCustomerId] } },
      answer: story({
        customerIds: [cast.otherCustomerId],
        parts: 3,
        envelopes: 1,
        blobs: 0,
        handles: 1,
        position: '42',
      }),
    },
    'GET /v1/erasures': {
      summary: 'Who was erased, and when',
      answer: ok(object({ erasures: listOf(erased), position })),
    },
    'POST /v1/operations/backup': {
      summary: 'Copy the desk into a folder of its machine',
      body: BackupBody,
      example: { body: { folder: '/backups/today' } },
      answer: story({ version: 1 }),
    },
  },
};
