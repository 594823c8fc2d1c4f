/** A name as its owner writes it, and in Latin letters for addresses. */
export interface Name {
  readonly written: string;
  readonly latin: string;
}

type Spelt = readonly [arabic: string, latin: string];
/** Given names and family names, in Arabic letters and in Latin ones. */
const given: readonly [Spelt, ...Spelt[]] = [
  ['سارة', 'sara'], ['نورة', 'noura'], ['خالد', 'khalid'], ['ريم', 'reem'], ['يوسف', 'yousef'], ['هند', 'hind'],
  ['عبدالله', 'abdullah'], ['ليلى', 'layla'], ['فهد', 'fahad'], ['مها', 'maha'], ['طارق', 'tariq'], ['دانة', 'dana'],
]; // prettier-ignore
const family: readonly [Spelt, ...Spelt[]] = [
  ['الحربي', 'alharbi'], ['القحطاني', 'alqahtani'], ['العتيبي', 'alotaibi'], ['حداد', 'haddad'], ['الزهراني', 'alzahrani'],
  ['منصور', 'mansour'], ['الشمري', 'alshammari'], ['السالم', 'alsalem'], ['خوري', 'khoury'], ['الدوسري', 'aldosari'],
]; // prettier-ignore
const westernGiven = ['Emma', 'James', 'Priya', 'Tom', 'Hannah', 'Luis', 'Grace', 'Daniel', 'Aisha', 'Mark'] as const;
const westernFamily = ['Clarke', 'Nair', 'Olsen', 'Reyes', 'Whitfield', 'Baker', 'Fischer', 'Okafor', 'Lee'] as const;

/** A name for somebody who writes this language. */
export function nameFor(speaks: 'ar' | 'en', pick: <Thing>(things: readonly [Thing, ...Thing[]]) => Thing): Name {
  if (speaks === 'en') {
    const [first, last] = [pick(westernGiven), pick(westernFamily)];
    return { written: `${first} ${last}`, latin: `${first}.${last}`.toLowerCase() };
  }
  const [first, last] = [pick(given), pick(family)];
  return { written: `${first[0]} ${last[0]}`, latin: `${first[1]}.${last[1]}` };
}
