/** PostgreSQL keeps any character but the one of number zero: what nobody typed is kept as a character nobody can read. */
export const storableText = (text: string): string =>
  text.includes('\u0000') ? text.replaceAll('\u0000', '\ufffd') : text;
