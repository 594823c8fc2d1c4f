import { newStream } from '#event-log';
import type { StreamTip } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '../drafts.js';

// A process of several: `writers` callers append `count` events each, all to the same eight files, each event as often as
// it takes. It prints the ids that were taken.
const [url = '', process = '', writers = '', count = ''] = globalThis.process.argv.slice(2);
const log = await openEventLog(url);

async function race(writer: number): Promise<readonly string[]> {
  let expected: StreamTip = newStream;
  const ids: string[] = [];
  while (ids.length < Number(count)) {
    const { id: drafted, ...rest } = draft();
    const event = { ...rest, id: drafted.replace(/^.{8}/, `0195a3f${process}`) };
    for (let taken = false; !taken;) {
      const [outcome] = await log.appendMany([{ stream: `customer-${writer % 8}`, expected, events: [event] }]);
      taken = outcome?.kind === 'appended';
      expected = outcome?.kind === 'appended' ? outcome.tip : (outcome?.actual ?? newStream);
    }
    ids.push(event.id);
  }
  return ids;
}

const taken = await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => race(writer)));
await log.close();
console.log(JSON.stringify(taken.flat()));
