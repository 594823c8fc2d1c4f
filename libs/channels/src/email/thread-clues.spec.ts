import { mail, read } from './fixtures/mails.js';
import { ticketNumberIn } from './thread-clues.js';

const thread = async (headers: Readonly<Record<string, string>>) => (await read(mail(headers, 'Hello'))).thread;

describe('what a mail says about its thread', () => {
  it('is its own id, and the ids of what it answers, without brackets, each once', async () => {
    expect(await thread({ 'In-Reply-To': '<a@x> <b@x>', References: '<r@x>\n <a@x> <r@x>' })).toEqual({
      ownId: 'm1@customer.example',
      inReplyTo: ['a@x', 'b@x'],
      references: ['r@x', 'a@x'],
    });
  });

  it('never has a blank id', async () => {
    const clues = await thread({ 'Message-ID': '<>', 'In-Reply-To': '< >', References: '   ' });
    expect(clues).toEqual({ inReplyTo: [], references: [] });
  });

  it('keeps the first and the latest of very many ids', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `<${index}@x>`);
    const { references } = await thread({ References: ids.join('\n ') });
    expect(references).toHaveLength(100);
    expect([references[0], references[19], references[20], references.at(-1)]).toEqual([
      '0@x',
      '19@x',
      '220@x',
      '299@x',
    ]);
  });

  it('is the token behind the plus of an address of the desk, before any other', async () => {
    const { plusToken } = await thread({
      To: 'Lina+shop@customer.example',
      'X-Forwarded-For': 'CARE+k3Ab@desk.example',
    });
    expect(plusToken).toBe('k3Ab');
  });

  it('is the token of any other address where the desk is reached by an alias', async () => {
    expect((await thread({ To: 'reply+k3Ab@alias.example' })).plusToken).toBe('k3Ab');
  });
});

describe('the ticket number in a subject', () => {
  it.each([
    ['Re: [#4711] My order', 4711],
    ['Re: My order (#4711)', 4711],
    ['#4711: still broken', 4711],
    ['رد: [#٤٧١١] طلبي', 4711],
    ['#12 is not [#4711]', 4711],
    ['Colour #123abc', undefined],
    ['C#7 or #0', undefined],
    ['Order 4711', undefined],
  ])('%s', (subject, number) => {
    expect(ticketNumberIn(subject)).toBe(number);
  });
});
