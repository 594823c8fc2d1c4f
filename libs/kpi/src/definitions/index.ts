export * from './catalogue.js';
export { reasonAt, windows } from './definition.js';
export type { Choice, Definition, FigureForm, NotCounted, StatedChoices, Verdicts, WindowName } from './definition.js';
export { told } from './told.js';
export type { DefinitionTold } from './told.js';
