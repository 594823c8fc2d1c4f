import { newStream } from '#event-log';
import type { StreamTip } from '#event-log';
import { SqliteEventLog } from '../../src/sqlite/sqlite-event-log.js';
import { draft } from '../drafts.js';

// A process to be watched: `count` callers append at the same time, `turns` times one after the other. It prints the
// code of every refusal, and tries again with the same ids until the log takes them.
const [path = '', count = '', turns = ''] = process.argv.slice(2);
const log = new SqliteEventLog(path);

async function appendUntilTaken(stream: string, expected: StreamTip): Promise<StreamTip> {
  const events = [draft()];
  for (;;) {
    try {
      return (await log.append({ stream, expected, events })).tip;
    } catch (refusal) {
      console.log((refusal as { readonly code: string }).code);
    }
  }
}

let tips = Array.from({ length: Number(count) }, () => newStream);
for (let turn = 0; turn < Number(turns); turn += 1) {
  tips = await Promise.all(tips.map((tip, caller) => appendUntilTaken(`customer-${caller}`, tip)));
}
await log.close();
