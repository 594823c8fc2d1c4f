import type { RecordedEvent } from '#event-log';
import { pageParts } from '#projections';
import type { NamedPart, Sealer } from '#sealing';
import type { FeedPart, FeedParts } from './feed-record.js';

const sealed: FeedPart = { state: 'sealed' };
const erased: FeedPart = { state: 'erased' };

/** Every part as somebody sees it who may not read texts; nothing is opened. */
export function sealedParts({ sealed: parts }: RecordedEvent): FeedParts | undefined {
  const names = Object.keys(parts);
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, sealed]));
}

/**
 * The parts of events, in order, for somebody who may read texts. Bytes of attachments stay sealed.
 * Errors: those of `Sealer.openMany`.
 */
export async function openedParts(
  sealer: Pick<Sealer, 'openMany'>,
  events: readonly RecordedEvent[],
): Promise<readonly (FeedParts | undefined)[]> {
  const opened = (await sealer.openMany(events.flatMap(textsIn))).values();
  return events.map((event) => {
    const parts: Record<string, FeedPart> = { ...sealedParts(event) };
    for (const { name } of textsIn(event)) parts[name] = partOf(name, opened.next().value);
    return Object.keys(parts).length === 0 ? undefined : parts;
  });
}

const textsIn = ({ sealed: parts }: RecordedEvent): NamedPart[] =>
  Object.entries(parts).flatMap(([name, part]) => (pageParts.has(name) ? [{ name, part }] : []));

/** A handle is plain text; whatever else people wrote lies in JSON. */
function partOf(name: string, bytes: Buffer | undefined): FeedPart {
  if (bytes === undefined) return erased;
  const text = bytes.toString('utf8');
  return { state: 'opened', content: name === 'handle' ? text : (JSON.parse(text) as unknown) };
}
