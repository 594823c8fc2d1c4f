/** A number that follows from a name, and is spread evenly: FNV-1a. */
export function scattered(name: string): number {
  let number = 0x811c9dc5;
  for (let place = 0; place < name.length; place += 1) number = Math.imul(number ^ name.charCodeAt(place), 0x01000193);
  return (number ^ (number >>> 15)) >>> 0;
}
