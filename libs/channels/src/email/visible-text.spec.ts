import EmailReplyParser from 'email-reply-parser';
import fc from 'fast-check';
import { visibleText } from './visible-text.js';

const above = fc.constantFrom('', '', 'Hello,', 'On it now', 'it never came', 'Kind regards', 'Best regards,', 'Regards', '-- ', '--', 'Lina', '> quoted', 'Sent from my phone', 'From: Care <care@desk.example>', 'On Monday', 'they wrote:', 'Am Montag', 'In data 3 marzo'); // prettier-ignore
const header = fc.constantFrom('On 2 Mar 2026 at 09:00, Care <care@desk.example> wrote:', 'On 2 Mar 2026, Care\n<care@desk.example> wrote:', 'They wrote:', 'On Monday we wrote:'); // prettier-ignore
const below = fc.constantFrom('', '> Hello', '>', '>> On 1 Mar 2026, Lina wrote:', '> she on 1 Mar at 9 wrote:', '> --', '> Kind regards', '> From: Lina <lina@example.com>', '> they wrote'); // prettier-ignore
const lines = (line: fc.Arbitrary<string>) => fc.array(line, { maxLength: 6 });
const mail = fc
  .tuple(lines(above), header, lines(below), fc.constantFrom('', '', '', 'Below', 'Kind regards', 'Regards,\nLina'))
  .map(([top, head, quote, end]) => [...top, head, ...quote, end].join('\n'));

describe('what is left of a reply without quotes and signatures', () => {
  it('is what the reply library leaves of it, however it is quoted', () => {
    fc.assert(
      fc.property(mail, (text) => {
        expect(visibleText(text).trim()).toBe(new EmailReplyParser().parseReply(text).trim());
      }),
      { numRuns: 500 },
    );
  });
});
