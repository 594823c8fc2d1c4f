import iconv from 'iconv-lite';
import { decodeBytes, knowsCharset } from './charset.js';

const arabic = 'أين طلبي؟ لم يصل حتى الآن';
const bytes = (text: string, charset: string): Buffer => iconv.encode(text, charset);

describe('the charset of a text', () => {
  it.each(['utf-8', 'windows-1256', 'iso-8859-6', 'CP1256', 'cp864', 'utf-16le'])(
    'is %s where the mail says so',
    (charset) => {
      const text = charset === 'cp864' ? 'ﺳﻼﻡ' : arabic;
      expect(decodeBytes(bytes(text, charset), charset)).toBe(text);
    },
  );

  it.each([
    ['iso-2022-jp', Buffer.from('\x1b$B$3$s\x1b(B'), 'こん'],
    ['utf-7', Buffer.from('Hi Mom +Jjo-!'), 'Hi Mom ☺!'],
    ['"ISO-8859-1"', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'Grüße'],
  ])('is %s', (charset, sent, text) => {
    expect(decodeBytes(sent, charset)).toBe(text);
  });

  it.each(['windows-1256', 'iso-8859-6'])('is %s where nothing is said and the bytes are Arabic in it', (charset) => {
    expect(decodeBytes(bytes(arabic, charset))).toBe(arabic);
    expect(decodeBytes(bytes(arabic, charset), 'x-unheard-of')).toBe(arabic);
  });

  it.each([
    ['windows-1252', 'Grüße aus Köln, schöne Größen für Sie, naïve façade'],
    ['windows-1251', 'Здравствуйте, где мой заказ? Я ещё жду ответа'],
    ['koi8-r', 'Здравствуйте, где мой заказ? Я ещё жду ответа'],
    ['windows-1253', 'Καλημέρα, πού είναι η παραγγελία μου;'],
    ['gbk', '你好，我的订单在哪里？请尽快回复'],
  ])('is not taken for Arabic where it is %s', (charset, text) => {
    expect(decodeBytes(bytes(text, charset))).toContain('\ufffd');
  });

  it('is known or not', () => {
    expect(['utf-8', 'windows-1256', 'cp864', 'x-unheard-of'].map(knowsCharset)).toEqual([true, true, true, false]);
  });
});
