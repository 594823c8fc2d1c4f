const byteTexts = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The text form of the UUID that begins at byte `at`. */
export function readUuid(bytes: Uint8Array, at: number): string {
  const text = (index: number): string => byteTexts[bytes[at + index] as number] as string;
  return (
    text(0) + text(1) + text(2) + text(3) + '-' + text(4) + text(5) + '-' + text(6) + text(7) + '-' +
    text(8) + text(9) + '-' + text(10) + text(11) + text(12) + text(13) + text(14) + text(15)
  ); // prettier-ignore
}
