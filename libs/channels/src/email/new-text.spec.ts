import { arabicReply } from './fixtures/mails.js';
import { newTextOf } from './new-text.js';

const nobody = { name: '', address: '' };
const lina = { name: 'Lina Haddad', address: 'lina@customer.example' };

describe('the new text of a reply', () => {
  it('is all of a text that quotes nothing', () => {
    expect(newTextOf('Hello,\n\nwhere is my order?\n', nobody)).toBe('Hello,\n\nwhere is my order?');
  });

  it('ends where the quoted mail begins', () => {
    const text = 'It came today.\n\nOn Mon, 2 Mar 2026 at 09:00, Care <care@desk.example>\nwrote:\n\n> Hello\n';
    expect(newTextOf(text, nobody)).toBe('It came today.');
  });

  it.each([
    'في الثلاثاء، 3 مارس 2026 في 10:00 ص كتب فريق الدعم <care@desk.example>:',
    'بتاريخ ٣‏/٣‏/٢٠٢٦ ١٠:٠٠ ص، كتب "فريق الدعم" <care@desk.example>:',
    'في الثلاثاء، ٣ مارس ٢٠٢٦ في ١٠:٠٠ ص تمت كتابة ما يلي بواسطة فريق الدعم\n<care@desk.example>:',
    '\u202bفي 03/03/2026، الساعة 10:00 ص، كتب/كتبت Care <care@desk.example>:\u202c',
    '---------- رسالة معاد توجيهها ---------',
    'من: فريق الدعم <care@desk.example>\nتم الإرسال: الثلاثاء، 3 مارس 2026\nإلى: لينا\nالموضوع: طلبك',
    '02.03.2026 14:20 пользователь "Care" <\ncare@desk.example> написал:',
  ])('ends before the line "%s"', (header) => {
    expect(newTextOf(arabicReply(header), nobody)).toBe('شكرا، وصل الطلب اليوم.');
  });

  it('keeps Arabic sentences that only sound like such a line', () => {
    const text = 'في يوم الأحد كتب لي زميلكم أن الطلب وصل\nلكنه لم يصل بعد';
    expect(newTextOf(text, nobody)).toBe(text);
  });

  it('has no signature of the sender', () => {
    expect(newTextOf('It is late.\n\nThank you,\n\nLina Haddad\nSales, Customer Ltd\n+966 50 000 0000\n', lina)).toBe('It is late.'); // prettier-ignore
    expect(newTextOf('وصل الطلب.\n\nمع التحية\nLina Haddad\n\nأُرسلت من هاتفي', lina)).toBe('وصل الطلب.');
  });

  it('keeps a last line without a full stop above the name', () => {
    expect(newTextOf('Hello.\n\nPlease call me\nLina Haddad', lina)).toBe('Hello.\n\nPlease call me');
  });

  it('keeps a name that stands in the text', () => {
    expect(newTextOf('Lina Haddad\nis my name.\nCall me.', lina)).toBe('Lina Haddad\nis my name.\nCall me.');
  });

  it('is all of a mail that has nothing else', () => {
    const forwarded = '> Hello\n> where is my order?';
    expect(newTextOf(forwarded, nobody)).toBe(forwarded);
  });

  it('is all of a long text that quotes nothing', () => {
    const long = 'One more line about the order.\n'.repeat(2_000);
    expect(newTextOf(long, nobody)).toBe(long.trim());
  });

  it('keeps long lines whole', () => {
    const paragraph = 'word '.repeat(600).trim();
    expect(newTextOf(`${paragraph}\n\n> quoted`, nobody)).toBe(paragraph);
  });
});
