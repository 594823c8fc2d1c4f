import type { PublishedLast } from './relay-room.port.js';

/** The last of each partition as text of one column: `<position>:<next offset>`, separated by blanks. Storage. */
export const writePublished = (partitions: readonly PublishedLast[]): string =>
  partitions.map(({ position, nextOffset }) => `${position}:${nextOffset}`).join(' ');

/** Reads what `writePublished` wrote. */
export const readPublished = (text: string): readonly PublishedLast[] =>
  text.split(' ').map((one) => {
    const [position = '', nextOffset = ''] = one.split(':');
    return { position: BigInt(position), nextOffset: BigInt(nextOffset) };
  });
