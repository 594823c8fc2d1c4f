const firstStrong = /\p{L}/u;
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

export type TextDirection = 'ltr' | 'rtl';

/** The direction a text reads in: that of its first letter; `ltr` where it has none. */
export function textDirection(text: string): TextDirection {
  const [letter = ''] = firstStrong.exec(text) ?? [];
  return rightToLeft.test(letter) ? 'rtl' : 'ltr';
}
