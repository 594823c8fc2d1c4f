import { hash } from 'node:crypto';

/** How a key of any length stands in the file: the first 16 bytes of its SHA-256. Storage. */
export const compactKey = (key: string): Uint8Array => hash('sha256', key, 'buffer').subarray(0, 16);
