import { bodyOf, read } from './fixtures/bodies.js';

describe('a WhatsApp status', () => {
  const status = { id: 'wamid.9', timestamp: '1772352000', recipient_id: '966501234567' };
  const itemOf = (change: object) => read(bodyOf({ statuses: [{ ...status, ...change }] })).items[0];

  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['failed', 'failed'],
  ])('"%s" means that our message was %s', (word, meaning) => {
    expect(itemOf({ status: word })).toMatchObject({
      kind: 'status',
      status: meaning,
      messageNativeId: 'wamid.9',
      nativeId: `wamid.9/${word}/966501234567`,
      recipient: { kind: 'whatsapp', value: '966501234567' },
      reason: '',
    });
  });

  it('of a failure carries the provider’s code', () => {
    expect(itemOf({ status: 'failed', errors: [{ code: 130472, title: 'experiment' }] })).toMatchObject({
      reason: '130472',
    });
  });

  it('of a group tells who of its people read it', () => {
    const group = {
      status: 'read',
      recipient_id: 'g1',
      recipient_type: 'group',
      recipient_participant_id: '966501234567',
    };
    expect(itemOf(group)).toMatchObject({ recipient: { value: '966501234567' } });
  });

  it('that WhatsApp invents next year is a notice', () => {
    expect(itemOf({ status: 'smelled' })).toMatchObject({ kind: 'notice', notice: 'status' });
  });

  it('of no message is refused', () => {
    const { refusals } = read(bodyOf({ statuses: [{ status: 'sent' }] }));
    expect(refusals).toMatchObject([
      { reason: 'WHATSAPP.NO_MESSAGE_ID', place: 'entry[0].changes[0].value.statuses[0]' },
    ]);
  });
});
