import fc from 'fast-check';
import { nameLetters } from './name-letters.js';

describe('a name as it is compared', () => {
  it.each([
    ['alef forms and yeh', 'أحمد علي', 'احمد على'],
    ['teh marbuta and heh', 'فاطمة الزهراء', 'فاطمه الزهراء'],
    ['harakat and tatweel', 'مُحَمَّد علـــي', 'محمد علي'],
    ['a name written in one word or two', 'عبد الله حسن', 'عبدالله حسن'],
    ['case', 'Lina HADDAD', 'lina haddad'],
    ['accents', 'Zoë Café', 'Zoe Cafe'],
    ['the family name first, before a comma', 'Haddad, Lina', 'Lina Haddad'],
    ['hyphens, dots and apostrophes', 'Anne-Marie O’Brien', "Anne Marie O'Brien"],
    ['spaces around and within', '  Lina   Haddad ', 'Lina Haddad'],
  ])('does not tell apart %s', (_, one, other) => {
    expect(nameLetters(one)).toBe(nameLetters(other));
    expect(nameLetters(one)).toBeDefined();
  });
  it.each([
    ['one word alone: too many are called so', 'Lina'],
    ['a nickname', '✨🌸✨'],
    ['initials', 'A. B.'],
    ['an address', 'lina haddad@example.com'],
    ['the part of an address before the @', 'lina.haddad'],
    ['a number', '+966 50 123 4567'],
    ['what a system calls somebody', 'Caller 2403'],
    ['nothing', ''],
    ['a text', 'la '.repeat(40)],
  ])('is none where it is %s', (_, said) => {
    expect(nameLetters(said)).toBeUndefined();
  });
  it('keeps names apart that are others', () => {
    expect(nameLetters('علي حسن')).not.toBe(nameLetters('حسن علي'));
    expect(nameLetters('Lina Haddad')).not.toBe(nameLetters('Lina Haddan'));
  });
  it('is never longer than a few times what was said, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120, size: 'max' }), (said) => {
        expect((nameLetters(said) ?? '').length).toBeLessThanOrEqual(said.length * 20);
      }),
    );
  });
});
