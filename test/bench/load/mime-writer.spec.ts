import { base64Lines, encodedWord, parameterOf, quotedPrintable, wrapped } from './mime-writer.js';

describe('what a mail program writes', () => {
  it('breaks long lines softly, never inside a byte, and guards a space at the end', () => {
    const lines = quotedPrintable(`${'أ'.repeat(40)}\na = b `);
    expect(lines.every((line) => line.length <= 76 && !/=[0-9A-F]?=$/.test(line))).toBe(true);
    expect(lines.map((line) => line.replace(/=$/, '')).join('')).toBe(`${'=D8=A3'.repeat(40)}a =3D b=20`);
  });

  it('folds a long encoded text between letters', () => {
    const words = encodedWord('سؤال عن الطلب الذي تأخر عن موعده').split('\r\n ');
    const texts = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString());
    expect(words.length).toBeGreaterThan(1);
    expect(words.every((word) => word.length <= 75)).toBe(true);
    expect(texts.join('')).toBe('سؤال عن الطلب الذي تأخر عن موعده');
  });

  it('continues a long parameter', () => {
    expect(parameterOf('filename', 'a – b.pdf')).toBe("filename*=utf-8''a%20%E2%80%93%20b.pdf");
    expect(parameterOf('filename', 'فاتورة الطلب')).toMatch(/^filename\*0\*=utf-8''%D9.*;\r\n filename\*1\*=%/);
  });

  it('wraps text and base64', () => {
    expect(wrapped(`${'word '.repeat(20)}end`).map((line) => line.length)).toEqual([69, 33]);
    expect(base64Lines('A'.repeat(100)).map((line) => line.length)).toEqual([76, 24]);
  });
});
