/** Control characters, and marks that make a name read other than it is written: `gpj.exe` is no picture. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
const notInNames = /[<>:"|?*\\/]/g;
const longestName = 150;

/** A name a file can have on any machine, in any script: no path, nothing unseen, its ending kept. */
export function safeName(name: string, n: number): string {
  const last = name.replace(unseen, '').split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(notInNames, '_').replace(/\s+/gu, ' ').replace(/^[. ]+|[. ]+$/g, ''); // prettier-ignore
  if (plain === '') return `attachment_${n}`;
  const ending = /\.[^.]{1,10}$/u.exec(plain)?.[0] ?? '';
  const letters = [...plain.slice(0, plain.length - ending.length)];
  return letters.slice(0, longestName).join('') + ending;
}
