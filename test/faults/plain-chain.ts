import { createHash } from 'node:crypto';
import type { PlainEvent } from './plain-reader.js';

/** What is wrong with the numbers and hashes of a log, in words; nothing for a sound one. */
export function faultsIn(events: readonly PlainEvent[]): readonly string[] {
  const faults: string[] = [];
  const tips = new Map<string, { version: number; hash: Buffer }>();
  for (const [at, event] of events.entries()) {
    const { position, stream, version, hash } = event;
    const tip = tips.get(stream) ?? { version: 0, hash: Buffer.alloc(32) };
    if (position !== at + 1) faults.push(`position ${position} stands at place ${at + 1}`);
    if (version !== tip.version + 1) faults.push(`${stream} goes from version ${tip.version} to ${version}`);
    if (!hash.equals(hashOf(event, tip.hash))) faults.push(`${stream} ${version} has another hash`);
    tips.set(stream, { version, hash });
  }
  return faults;
}

/** SHA-256 over what the writer knew, laid out as the docstring of the chain says. */
function hashOf({ position: _, hash: __, sealed, ...known }: PlainEvent, previous: Buffer): Buffer {
  const pieces = [previous, ...measured(canonical(known)), length(sealed.length)];
  for (const { name, keyId, owner, stored } of sealed.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    pieces.push(...measured(name), ...measured(String(keyId)), ...measured(owner));
    pieces.push(Buffer.of(typeof stored === 'string' ? 1 : 0), ...measured(stored));
  }
  return createHash('sha256').update(Buffer.concat(pieces)).digest();
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function measured(content: string | Buffer): readonly Buffer[] {
  const bytes = Buffer.from(content);
  return [length(bytes.length), bytes];
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
