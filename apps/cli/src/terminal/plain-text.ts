/** First strong isolate, and its end: what stands between them keeps its own direction and disturbs no neighbour. */
const isolate = '\u2068';
const isolateEnd = '\u2069';

/** Marks and overrides of direction that text from outside may bring, and never close. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Escape sequences and other control characters would write on the terminal where they please. */
const controls = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+', 'g');
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Text of a customer on one line, without anything that commands a terminal. */
export const oneLine = (text: string): string => text.replace(directionMarks, '').replace(controls, ' ').trim();

/** Text beside which other text stands: isolated where it holds a script that runs from right to left. */
export const isolated = (text: string): string => (rightToLeft.test(text) ? `${isolate}${text}${isolateEnd}` : text);
