import type { RecordedEvent } from '#event-log';
import type { NamedPart, Sealer } from '#sealing';
import { pageParts } from '../projection/index.js';
import type { OpenedEvent, Opener } from '../projection/index.js';

/** Opens events' parts with the desk's sealer, all of a batch together. Errors: those of `Sealer.openMany`. */
export function openerWith(sealer: Pick<Sealer, 'openMany'>): Opener {
  return async (events) => {
    const wanted = events.map(partsOf);
    const opened = (await sealer.openMany(wanted.flat())).values();
    return events.map((event, place) => ({ event, parts: textsOf(wanted[place] ?? [], opened) }));
  };
}

function partsOf({ sealed }: RecordedEvent): NamedPart[] {
  const named: NamedPart[] = [];
  for (const name in sealed) {
    const part = sealed[name];
    if (part !== undefined && pageParts.has(name)) named.push({ name, part });
  }
  return named;
}

/** Takes as many opened parts as were asked for; those whose key was destroyed are left out. */
function textsOf(wanted: readonly NamedPart[], opened: Iterator<Buffer | undefined>): OpenedEvent['parts'] {
  const texts: Record<string, string> = {};
  for (const { name } of wanted) {
    const plain = opened.next().value as Buffer | undefined;
    if (plain !== undefined) texts[name] = plain.toString('utf8');
  }
  return texts;
}
