import type { OutlinedEnvelope, Plain } from '#application';

const bytesOf = (plaintext: Plain['plaintext']): Buffer =>
  typeof plaintext === 'string' ? Buffer.from(plaintext) : Buffer.from(plaintext);

/** An outlined envelope with all that is to be sealed as bytes, whether it is text or came from another thread. */
export const sealedAsBytes = ({ items, ...envelope }: OutlinedEnvelope) => ({
  ...envelope,
  items: items.map(({ outline, plain }) => ({
    outline,
    plain: plain.map(({ name, plaintext }) => ({ name, plaintext: bytesOf(plaintext) })),
  })),
});
