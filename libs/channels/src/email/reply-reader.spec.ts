import EmailReplyParser from 'email-reply-parser';
import fc from 'fast-check';
import { readReply } from './reply-reader.js';

const headers = [
  'On Mon, 3 Mar 2025, Care <care@x.example> wrote:', 'Care <care@x.example> on 3 Mar at 5 wrote:', 'On Mon, 3 Mar 2025, Care', 'wrote:',
  'Le lun. 3 mars à 10:00, Care <c@x> a écrit :', 'El lun. 3, Care escribió:', 'Il giorno 3 Care ha scritto:', 'Em 3, Care escreveu:',
  'Am 3. schrieb Care <c@x>:', 'Am 3. um 5 Uhr schrieb Care:', 'Care <c@x> schrieb:', 'Op 3 mrt schreef Care:', 'W dniu 3 Care pisze:',
  'Dnia 3 Care napisał(a):', 'Den 3 mars skrev Care:', 'ons. 3 mars skrev Care:', 'pe 3. Care Desk kirjoitti:', 'ср, 3\u202fг. в 5, Care <c@x>:',
  '在 3, Care 写道：', '2025. 3. Care 작성:', '2025/3 Careのメッセージ:', 'From: Care <c@x>', 'Von: Care', '<c@x>', 'De: Care [c@x]',
  'Van: Care <c@x>', 'Da: Care <c@x>', '2025-03-03 10:00 GMT+01:00 Care <c@x>:', '03.03.2025 10:00 "Care" <c@x>:',
  '10:00, 3 2025 "Care" <c@x>:', '3 2025 from Care <c@x>:', '-----Original Message-----', "--- Message d'origine ---",
  '--- Ursprüngliche Nachricht', '- Oprindelig Besked -',
]; // prettier-ignore
const endings = [
  '-- ', '--', '___', '====', '++', '_'.repeat(32), 'Kind Regards,', 'cheers', 'Best wishes!', 'Sent from my phone', 'Get Outlook for iOS',
  'Von meinem iPhone gesendet', 'Gesendet von A für B', 'Sendt fra min iPhone', 'Envoyé de mon iPhone', 'Télécharger Outlook pour iOS',
  'Bien à vous', 'Cordialement', 'Bonne journée!', 'Enviado desde mi iPhone', 'In data 3 Care ha scritto:', 'Verstuurd vanaf mijn iPad',
]; // prettier-ignore
const others = [
  '',
  '',
  '',
  'It came today.',
  '> Hello',
  '>',
  '>> Hi',
  ' > Hi',
  'one:',
  'two~~',
  '~',
  '  indented',
  'an end  ',
];

describe('a reply without what it quotes', () => {
  it('is read line by line as the reply library reads it, whatever lines come together', () => {
    const line = fc.oneof(fc.constantFrom(...headers), fc.constantFrom(...endings), fc.constantFrom(...others));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), (lines) => {
        const text = lines.join('\n');
        expect(readReply(text)).toBe(new EmailReplyParser().parseReply(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(headers.filter((line) => /[:：>\]\-]$|Nachricht$/u.test(line) && !/^(?:wrote|<)/.test(line)))(
    'ends above the line “%s”',
    (header) => expect(readReply(`It came today.\n\n${header}\n> Hello`)).toBe('It came today.\n'),
  );

  it.each(endings)('ends above “%s”', (ending) => {
    expect(readReply(`It came today.\n${ending}\nLina`)).toBe('It came today.');
  });
});
