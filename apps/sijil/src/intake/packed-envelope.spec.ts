import fc from 'fast-check';
import { outlineEnvelope } from '#application/open';
import type { OutlinedEnvelope } from '#application';
import type { Item, ParsedEnvelope } from '#channels';
import { sealedAsBytes } from '../../testing/sealed-as-bytes.js';
import { EnvelopePacker, unpackEnvelope } from './packed-envelope.js';

const text = fc.string({ unit: fc.oneof(fc.constantFrom('a', 'ن', '€', '😀', '\ud800', '"', '\n'), fc.string()) });
const attachment = fc.record({
  name: text,
  contentType: fc.constant('image/png'),
  size: fc.nat(9),
  inline: fc.boolean(),
  bytes: fc.uint8Array({ maxLength: 200, size: 'max' }),
});
const message: fc.Arbitrary<Item> = fc.record({
  kind: fc.constant('message'),
  place: text,
  handles: fc.array(fc.record({ kind: fc.constant('email'), value: text, class: fc.constant('personal') })),
  ...{ senderName: text, replyTo: text, recipients: fc.array(text), body: fc.constant('text') },
  ...{ subject: text, text, newText: text, html: text, attachments: fc.array(attachment, { maxLength: 3 }) },
  thread: fc.record({ inReplyTo: fc.array(text), references: fc.array(text) }),
  automatic: fc.constant('no'),
});
const status: fc.Arbitrary<Item> = fc.record({
  ...{ kind: fc.constant('status'), place: text, status: fc.constant('failed'), messageNativeId: text, reason: text },
  detail: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))),
});
const notice: fc.Arbitrary<Item> = fc.record({
  ...{ kind: fc.constant('notice'), place: text, notice: text, content: fc.jsonValue() },
});
const parsed: fc.Arbitrary<ParsedEnvelope> = fc.record({
  parser: text,
  items: fc.array(fc.oneof(message, status, notice), { maxLength: 5 }),
  refusals: fc.array(fc.record({ place: text, reason: text, detail: text }), { maxLength: 2 }),
});

function crossed(envelopes: readonly OutlinedEnvelope[]): readonly OutlinedEnvelope[] {
  const packer = new EnvelopePacker();
  const packed = envelopes.map((envelope) => packer.pack(envelope));
  const plaintexts = packer.plaintexts();
  return packed.map((one) => unpackEnvelope(one, plaintexts));
}

describe('envelopes that cross to another thread together', () => {
  it('are there what they were here, and to be sealed are the same bytes', () => {
    fc.assert(
      fc.property(fc.array(parsed, { maxLength: 4 }), (envelopes) => {
        const here = envelopes.map(outlineEnvelope);
        expect(crossed(here).map(sealedAsBytes)).toEqual(here.map(sealedAsBytes));
      }),
    );
  });
});
