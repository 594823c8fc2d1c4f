import fc from 'fast-check';
import { foldText } from './fold-text.js';

describe('text as it is searched', () => {
  it.each([
    ['alef with hamza above', 'أحمد', 'احمد'],
    ['alef with hamza below', 'إسلام', 'اسلام'],
    ['alef with madda', 'آمال', 'امال'],
    ['alef wasla', 'ٱلله', 'الله'],
    ['alef maqsura and yeh', 'مستشفى', 'مستشفي'],
    ['Farsi yeh and yeh', 'علی', 'علي'],
    ['yeh with hamza', 'رئيس', 'رييس'],
    ['waw with hamza', 'مؤسسة', 'موسسه'],
    ['teh marbuta and heh', 'فاتورة', 'فاتوره'],
    ['keheh and kaf', 'کتاب', 'كتاب'],
    ['harakat', 'إسْتِلَامٌ', 'استلام'],
    ['tatweel', 'الفـــاتورة', 'الفاتوره'],
    ['Arabic-Indic digits', '١٢٣٤٥٦٧٨٩٠', '1234567890'],
    ['Extended Arabic-Indic digits', '۱۲۳', '123'],
    ['presentation forms', 'ﻼﺳﻼﻡ', 'لاسلام'],
    ['marks of direction', '\u200fمرحبا\u200e', 'مرحبا'],
    ['case', 'Refund REQUEST', 'refund request'],
    ['accents', 'Café Zoë', 'cafe zoe'],
    ['accents written apart', 'Cafe\u0301', 'cafe'],
    ['dotted capital I', 'İstanbul', 'istanbul'],
    ['full width', 'ＡＢＣ１２３', 'abc123'],
    ['ligatures', 'oﬃce', 'office'],
  ])('does not tell apart %s', (_, written, folded) => {
    expect(foldText(written)).toBe(folded);
  });
  it('folds a whole sentence', () => {
    expect(foldText('إسْتِلام الفـاتورة رقم ١٢٣')).toBe('استلام الفاتوره رقم 123');
  });
  it('keeps words apart that mean different things', () => {
    expect(foldText('قلب')).not.toBe(foldText('كلب'));
    expect(foldText('한국')).toBe('한국');
  });
  it('is folded alike in any company: character by character as in one piece', () => {
    const letters = [...'aB1 éÉßŒﬁأإآؤئىةکیٱ١۲ًـّ،؟…—’\u200f'].map((letter) => fc.constant(letter));
    const texts = fc.string({ unit: fc.oneof(...letters) });
    fc.assert(
      fc.property(texts, (text) => {
        const apart = [...text].map((letter) => foldText(letter)).join('');
        expect(foldText(text)).toBe(apart);
        expect(foldText(`${text}\u4e2d`)).toBe(`${apart}\u4e2d`);
      }),
      { numRuns: 500 },
    );
  });
  it('is folded alike however long it is', () => {
    expect(foldText('Bitte…، '.repeat(5000))).toBe('bitte...، '.repeat(5000));
    expect(foldText('إسْتِلام '.repeat(5000) + '中')).toBe('استلام '.repeat(5000) + '中');
  });
  it('is folded once: folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
      }),
      { numRuns: 500 },
    );
  });
});
