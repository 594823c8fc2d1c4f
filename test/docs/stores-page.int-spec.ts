import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobStore } from '#blobs/open';
import { newStream } from '#event-log';
import type { EventDraft, SealedParts } from '#event-log';
import { openEventLog } from '#event-log/open';
import { eventId, Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';

const script = /```js\n(.*?)```/s.exec(readFileSync('docs/stores.md', 'utf8'))?.[1] ?? '';
const noon = '2026-03-01T12:00:00.000Z';

describe('the script on the page of the manual about stores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sijil-stores-page-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads a log and opens what is sealed in it, with nothing of ours', async () => {
    await writeLog();
    const [event] = readByScript();
    expect(event).toEqual({
      position: 1,
      stream: 'customer-1',
      version: 1,
      type: 'NoteAdded',
      clear: { noteId: 'note', ticketId: '1.1' },
      parts: {
        content: '{"text":"أين طلبي؟"}',
        extra: expect.stringMatching(/^\(blob [0-9a-f]{64}\)$/) as string,
        sender: 'Lina',
      },
    });
  });

  async function writeLog(): Promise<void> {
    const keys = await openSealingKeys(`sqlite:${join(folder, 'keys.db')}`);
    const log = await openEventLog(`sqlite:${join(folder, 'log.db')}`);
    const sealer = new Sealer(keys, await openBlobStore('memory:'));
    await sealer.ready(2);
    const sealed = {
      content: sealer.seal('1', 'content', '{"text":"أين طلبي؟"}'),
      sender: sealer.seal('1', 'sender', 'Lina'),
      extra: await sealer.sealLarge('1', 'extra', 'x'.repeat(100_000)),
    };
    await log.append({ stream: 'customer-1', expected: newStream, events: [draft(sealed)] });
    await log.close();
    await keys.close();
  }

  function readByScript(): readonly unknown[] {
    const path = join(folder, 'read-log.mjs');
    writeFileSync(path, script);
    const stores = [join(folder, 'log.db'), join(folder, 'keys.db')];
    const printed = execFileSync(process.execPath, [path, ...stores], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return printed.trim().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore
  }
});

const draft = (sealed: SealedParts): EventDraft => ({
  id: eventId(noon, 'customer-1', 'command-1', 0),
  type: 'NoteAdded',
  schema: 1,
  clear: { noteId: 'note', ticketId: '1.1' },
  sealed,
  occurredAt: noon,
  receivedAt: noon,
  actor: { class: 'agent', id: 'agent-1' },
  correlationId: 'command-1',
  causationId: 'command-1',
});
