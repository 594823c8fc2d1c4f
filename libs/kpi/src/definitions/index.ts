export * from './catalogue.js';
export { windows } from './definition.js';
export type { Choice, Definition, FigureForm, NotCounted, StatedChoices, Verdict, WindowName } from './definition.js';
