import fc from 'fast-check';
import { safeName } from './safe-name.js';

describe('the name a download has', () => {
  it.each([
    ['invoice.pdf', 'invoice.pdf'],
    ['فاتورة شهر مارس.pdf', 'فاتورة شهر مارس.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\lina\\cv.docx', 'cv.docx'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
    ['  ..hidden..  ', 'hidden'],
    ['', 'attachment_3'],
    ['///', 'attachment_3'],
    [`${'ن'.repeat(300)}.jpeg`, `${'ن'.repeat(150)}.jpeg`],
  ])('of %j is %j', (sent, safe) => {
    expect(safeName(sent, 3)).toBe(safe);
  });

  it('is never a path, never empty, and holds nothing unseen, whatever it was sent as', () => {
    const letter = fc.oneof(
      fc.constantFrom(...'. /\\:a😀ن\u202e\n'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 400, size: 'max' }), (sent) => {
        const name = safeName(sent, 1);
        expect(name).toMatch(/^[^\p{Cc}\p{Cf}\\/]+$/u);
        expect(name).not.toMatch(/^[. ]|[. ]$/);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});
