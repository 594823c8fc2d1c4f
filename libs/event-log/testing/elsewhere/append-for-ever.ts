import { newStream } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '../drafts.js';

// A process to be killed: four writers append three events at a time, each to a stream of its own, and print the
// stream and version of what was acknowledged.
const [url = '', round = ''] = process.argv.slice(2);
const log = await openEventLog(url);

async function appendForEver(stream: string): Promise<never> {
  let expected = newStream;
  for (;;) {
    const { tip } = await log.append({ stream, expected, events: [draft(), draft(), draft()] });
    process.stdout.write(`${stream} ${tip.version}\n`);
    expected = tip;
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map((writer) => appendForEver(`customer-${round}${writer}`)));
