import { hash } from 'node:crypto';

/** How a key of any length stands in the file: the first 16 bytes of its SHA-256. Storage. */
export const compactKey = (key: string): Uint8Array => hash('sha256', key, 'buffer').subarray(0, 16);

/** How an envelope's inbox and native id stand in the file; the length keeps any two pairs apart. Storage. */
export const envelopeName = (inbox: string, nativeId: string): Uint8Array =>
  compactKey(`${inbox.length} ${inbox} ${nativeId}`);
