/**
 * Lines of a byte stream, each with its newline (the last may have none). A line longer than `most` bytes comes in
 * several pieces of which only the last ends in a newline: memory stays bounded whatever the file holds.
 */
export async function* byteLines(chunks: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      yield joined(held, bytes.subarray(start, end + 1));
      [held, size, start] = [[], 0, end + 1];
    }
    if (start === bytes.length) continue;
    held.push(bytes.subarray(start));
    size += bytes.length - start;
    if (size < most) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}

const newline = 0x0a;
const joined = (held: readonly Buffer[], end: Buffer): Buffer =>
  held.length === 0 ? end : Buffer.concat([...held, end]);
