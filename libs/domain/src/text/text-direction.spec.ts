import { textDirection } from './text-direction.js';

describe('the direction of a text', () => {
  it.each([
    ['Hello', 'ltr'],
    ['مرحبا', 'rtl'],
    ['שלום', 'rtl'],
    ['123 مرحبا Hello', 'rtl'],
    ['«Hello» مرحبا', 'ltr'],
    ['😀 أين طلبي؟', 'rtl'],
    ['١٢٣', 'ltr'],
    ['', 'ltr'],
    ['привет', 'ltr'],
  ])('of %j is %s', (text, direction) => {
    expect(textDirection(text)).toBe(direction);
  });
});
