/** Up to this many names the simplest of all sorts is also the quickest, and makes nothing to be collected. */
const few = 32;

/** The names of an object's fields in the order of their UTF-16 code units. */
export function namesInOrder(fields: object): readonly string[] {
  const names = Object.keys(fields);
  if (names.length > few) return names.sort();
  for (let next = 1; next < names.length; next += 1) {
    const name = names[next] as string;
    let place = next;
    for (; place > 0 && (names[place - 1] as string) > name; place -= 1) names[place] = names[place - 1] as string;
    names[place] = name;
  }
  return names;
}
