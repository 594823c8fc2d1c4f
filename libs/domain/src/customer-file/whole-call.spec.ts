import fc from 'fast-check';
import { minute } from '../../testing/index.js';
import { callOutcomes } from './customer-file.events.js';
import { wholeCall } from './whole-call.js';
import type { CallRecord } from './whole-call.js';

const record = (outcome: CallRecord['outcome'], endedAt: number, talkedMinutes = 0): CallRecord => ({
  outcome,
  endedAt: minute(endedAt),
  talkedSeconds: talkedMinutes * 60,
});

describe('What a call was to the customer', () => {
  it.each<[string, readonly CallRecord[], string, number]>([
    ['rang at two desks, and one picked up', [record('missed', 3), record('answered', 9, 6)], 'answered', 6],
    ['was transferred', [record('answered', 5, 4), record('answered', 12, 6)], 'answered', 11],
    ['talked on two lines at a time', [record('answered', 9, 8), record('answered', 9, 8)], 'answered', 8],
    ['waited while one agent asked another', [record('answered', 20, 18), record('answered', 9, 2)], 'answered', 18],
    ['found nobody, and left a message', [record('missed', 1), record('voicemail', 3, 1)], 'voicemail', 1],
    ['rang on for as long as the customer waited', [record('missed', 1), record('abandoned', 4)], 'abandoned', 0],
    ['found all lines busy', [record('busy', 1), record('failed', 2)], 'busy', 0],
  ])('that %s', (_what, records, outcome, minutes) => {
    expect(wholeCall(records)).toMatchObject({ outcome, talkedSeconds: minutes * 60 });
  });

  it('begins to be answered with the first answer, and ends with the last record', () => {
    expect(wholeCall([record('missed', 30), record('answered', 9, 6)])).toMatchObject({
      answeredAt: minute(3),
      endedAt: minute(30),
    });
    expect(wholeCall([record('missed', 3)]).answeredAt).toBeUndefined();
  });

  it('is the same in whatever order its records come', () => {
    const anyRecord = fc
      .tuple(fc.constantFrom(...callOutcomes), fc.nat({ max: 90 }), fc.nat({ max: 30 }))
      .map(([outcome, endedAt, talked]) => record(outcome, endedAt, talked));
    const anyRecords = fc.array(anyRecord, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(wholeCall(records.toReversed())).toEqual(wholeCall(records));
      }),
    );
  });
});
