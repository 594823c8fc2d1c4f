import { fact } from '../../testing/index.js';
import { eventKindOf, eventKinds } from '../catalogue.js';
import { clearProblems } from './clear-problems.js';
import { clearSchema } from './clear-schema.js';
import { choice, eventKind, flag, instant, list, optional, text, whole } from './event-kind.js';
import type { EventKind } from './event-kind.js';

const sample = eventKind({
  type: 'SampleTaken',
  stream: 'customer',
  origin: 'observed',
  meaning: 'A sample was taken.',
  clear: {
    name: text('its name'),
    takenAt: instant('when'),
    grams: whole('weight'),
    fresh: flag('whether'),
    colour: choice(['red', 'green'], 'its colour'),
    marks: list('marks on it'),
    remark: optional(text('more')),
  },
}) as EventKind;
const sound = {
  name: 'a',
  takenAt: '2026-03-01T08:00:00.000Z',
  grams: 3,
  fresh: true,
  colour: 'red',
  marks: ['x'],
};

describe('The clear fields of an event', () => {
  it('are described as JSON Schema, which says what may be absent', () => {
    expect(clearSchema(sample)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'SampleTaken',
      description: 'A sample was taken.',
      type: 'object',
      additionalProperties: false,
      required: ['name', 'takenAt', 'grams', 'fresh', 'colour', 'marks'],
      properties: {
        name: { type: 'string', description: 'its name' },
        takenAt: { type: 'string', format: 'date-time' },
        grams: { type: 'integer', maximum: Number.MAX_SAFE_INTEGER },
        fresh: { type: 'boolean' },
        colour: { type: 'string', enum: ['red', 'green'] },
        marks: { type: 'array', items: { type: 'string' } },
        remark: { type: 'string' },
      },
    });
  });

  it('are sound with and without what is optional', () => {
    expect(clearProblems(sample, sound)).toEqual([]);
    expect(clearProblems(sample, { ...sound, remark: '' })).toEqual([]);
  });

  it.each([
    ['name', 7, 'name must be text'],
    ['takenAt', '2026-03-01T08:00:00Z', 'takenAt must be an instant in UTC with milliseconds'],
    ['takenAt', '2026-02-30T08:00:00.000Z', 'takenAt must be an instant in UTC with milliseconds'],
    ['takenAt', '2026-13-01T08:00:00.000Z', 'takenAt must be an instant in UTC with milliseconds'],
    ['grams', 0.5, 'grams must be a safe whole number'],
    ['grams', 2 ** 53, 'grams must be a safe whole number'],
    ['fresh', 'yes', 'fresh must be true or false'],
    ['colour', 'blue', 'colour must be one of red, green'],
    ['marks', ['x', 1], 'marks must be a list of texts'],
    ['remark', null, 'remark must be text'],
    ['smell', 'good', 'smell is not a field of SampleTaken'],
    ['toString', 'x', 'toString is not a field of SampleTaken'],
  ])('are refused when %s is %j', (name, value, problem) => {
    expect(clearProblems(sample, { ...sound, [name]: value })).toEqual([problem]);
  });

  it('are refused when one is missing, or when they are no fields at all', () => {
    const { name: _, ...nameless } = sound;
    expect(clearProblems(sample, nameless)).toEqual(['name is missing']);
    for (const nothing of [null, [], 'text', undefined]) {
      expect(clearProblems(sample, nothing)).toEqual(['the clear fields are no object']);
    }
  });
});

describe('The catalogue', () => {
  it('knows each kind by its name, once', () => {
    expect(new Set(eventKinds.map(({ type }) => type)).size).toBe(eventKinds.length);
    for (const kind of eventKinds) expect(eventKindOf(kind.type)).toBe(kind);
    expect(eventKindOf('SomethingElse')).toBeUndefined();
  });

  it('gives a sample of every kind that has no problems', () => {
    for (const kind of eventKinds) expect(clearProblems(kind as EventKind, fact(kind.type).clear)).toEqual([]);
  });

  it('says of every kind, field and part what it means', () => {
    for (const { meaning, clear, sealed } of eventKinds as readonly EventKind[]) {
      const meanings = [meaning, ...Object.values(clear).map((field) => field.meaning), ...Object.values(sealed)];
      expect(meanings.every((each) => each.trim().length > 2)).toBe(true);
    }
  });
});
