import { hash } from 'node:crypto';

/** How a key of any length stands in the tables: the first 16 bytes of its SHA-256. Storage. */
export const compactKey = (key: string): Buffer => Buffer.from(hash('sha256', key, 'hex').slice(0, 32), 'hex');
