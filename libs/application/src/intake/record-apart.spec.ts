import { KeyedDigest } from '#sealing';
import { AppendMalformed, LogUnavailable } from '#event-log';
import { IntakeKeys } from './keys.js';
import type { Incoming } from './reading/incoming.js';
import { recordApart } from './record-apart.js';

const keys = new IntakeKeys(new KeyedDigest(new Uint8Array(32)));
const incoming = (place: string): Incoming => ({
  key: place,
  leads: [],
  personal: [],
  item: { kind: 'notice', notice: 'n', place },
  plain: [],
  inbox: { id: 'help', kind: 'email', address: '', ownAddresses: [], region: '', timeZone: 'UTC', reopenWindowSeconds: 0, silenceSeconds: 0 }, // prettier-ignore
  arrival: {
    envelope: { inbox: 'help', sha256: 's', lane: 'live', receivedAt: '', position: 1n },
    parsed: { parser: 'test@1', items: [], refusals: [] },
  },
});

describe('an item that cannot be recorded', () => {
  let recorded: string[];
  beforeEach(() => (recorded = []));
  /** A log that takes no portion with an item of these. */
  const recording = (fault: Error, ...poison: readonly string[]) =>
    recordApart({ items: ['a', 'b', 'c', 'd', 'e'].map(incoming), refused: [] }, keys, async ({ items, refused }) => {
      if (items.some(({ key }) => poison.includes(key))) throw fault;
      recorded.push(...items.map(({ key }) => key));
      return refused;
    });

  it('is set aside with its reason, and its neighbours are recorded in their order', async () => {
    const malformed = new AppendMalformed('customer-x', 'half a character');
    expect(await recording(malformed, 'c', 'e')).toMatchObject([
      { refusal: { place: 'c', reason: 'INTAKE.UNDECIDABLE', detail: malformed.message } },
      { refusal: { place: 'e' } },
    ]);
    expect(recorded).toEqual(['a', 'b', 'd']);
  });

  it('is not blamed when a store fails: all of it is tried again', async () => {
    await expect(recording(new LogUnavailable('closing'), 'c')).rejects.toThrow(LogUnavailable);
    expect(recorded).toEqual([]);
  });

  it('is set aside alone also when our own code chokes on it', async () => {
    expect(await recording(new TypeError('undefined is not a function'), 'a')).toHaveLength(1);
    expect(recorded).toEqual(['b', 'c', 'd', 'e']);
  });
});
