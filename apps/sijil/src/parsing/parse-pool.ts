import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Parse } from '#application';
import type { InboxProfile, ParsedEnvelope, RawEnvelope } from '#channels';
import { parserFor } from '#channels/open';
import type { InboxKind } from '#domain';
import type { ParseTask } from './parse.worker.js';

/** Forms whose reading takes so long that the door would feel it; the others cost less than handing them over. */
const slow: ReadonlySet<InboxKind> = new Set(['email', 'asterisk-cdr']);
/** Above this even a quick form is read elsewhere. Bytes. */
const largestReadHere = 32 * 1024;

/** Reads envelopes: slow and large ones on threads of their own, the others where they are. */
export class ParsePool {
  private readonly threads = new Piscina<ParseTask, ParsedEnvelope>({
    filename: new URL('./parse.worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 30_000,
  });

  readonly parse: Parse = async (raw: RawEnvelope, inbox: InboxProfile): Promise<ParsedEnvelope> => {
    if (slow.has(inbox.kind) || raw.bytes.byteLength > largestReadHere) return this.threads.run({ raw, inbox });
    return (await parserFor(inbox.kind))(raw, inbox);
  };

  close(): Promise<void> {
    return this.threads.close();
  }
}
