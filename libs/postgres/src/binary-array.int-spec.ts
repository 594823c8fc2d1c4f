import fc from 'fast-check';
import { Postgres, binaryArray, statement } from '#postgres';
import type { ArrayForm, Element } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';

const postgres = await postgresUnderTest();

const text = fc.string({ unit: 'grapheme' }).map((some) => some.replaceAll('\u0000', ''));
const elements: Readonly<Record<ArrayForm, fc.Arbitrary<Element>>> = {
  text: fc.oneof(text, fc.constantFrom('', 'NULL', '"{,}"\\', 'مرحبا')),
  bigint: fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  int: fc.integer(),
  bytea: fc.uint8Array(),
  uuid: fc.uuid(),
};
const read = (value: unknown): unknown =>
  typeof value === 'number' ? BigInt(value) : value instanceof Uint8Array ? Buffer.from(value) : value;

postgres.describe('arrays in PostgreSQL’s own bytes', () => {
  let store: Postgres;
  beforeAll(() => {
    store = new Postgres(postgres.freshUrl(), { store: 'log', connections: 1 });
  });
  afterAll(() => store.close());

  it.each(Object.keys(elements) as ArrayForm[])('arrive as they were given: %s', async (form) => {
    const told = statement(`SELECT given FROM unnest($1::${form}[]) WITH ORDINALITY AS all_of (given, n) ORDER BY n`);
    const lists = fc.array(fc.option(elements[form], { freq: 6 }), { maxLength: 20, size: 'max' });
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const rows = await store.run<[unknown]>(told, [binaryArray(form, list)]);
        expect(rows.map(([given]) => read(given))).toEqual(list.map(read));
      }),
      { numRuns: 50 },
    );
  });

  it('are refused where a number is not whole, or a uuid none', () => {
    for (const id of ['', 'an id', '00000000-0000']) expect(() => binaryArray('uuid', [id])).toThrow(TypeError);
    for (const number of [0.5, NaN, 2 ** 53]) expect(() => binaryArray('bigint', [number])).toThrow(TypeError);
  });
});
