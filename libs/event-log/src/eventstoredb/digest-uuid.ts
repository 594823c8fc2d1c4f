/** A UUIDv8 of the first 16 of these bytes. */
export function digestUuid(digest: Uint8Array): string {
  const digits = Buffer.from(digest.buffer, digest.byteOffset, 16).toString('hex');
  const variant = '89ab'[(digest[8] ?? 0) & 3];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}
