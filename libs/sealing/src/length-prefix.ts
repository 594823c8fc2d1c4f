/** Texts in UTF-8, each behind its length in bytes (4 bytes, big-endian), so that no two lists give the same bytes. */
export function lengthPrefixed(texts: readonly string[]): Buffer {
  const page = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 4 + 3 * text.length, 0));
  let end = 0;
  for (const text of texts) {
    const written = page.write(text, end + 4, 'utf8');
    page.writeUInt32BE(written, end);
    end += 4 + written;
  }
  return page.subarray(0, end);
}
