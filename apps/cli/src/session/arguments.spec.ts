import { durationArgument, durationText } from './arguments.js';

describe('durations on the command line', () => {
  it.each([
    ['90', 90],
    ['15m', 900],
    ['24h', 86_400],
    ['7d', 604_800],
    ['2w', 1_209_600],
  ])('%s is %i seconds', (text, seconds) => {
    expect(durationArgument(text)).toBe(seconds);
  });

  it.each(['', 'soon', '-1h', '1.5d', '3y'])('"%s" is none', (text) => {
    expect(() => durationArgument(text)).toThrow(/duration/);
  });

  it.each([
    [604_800, '7 d'],
    [86_400, '1 d'],
    [5_400, '90 m'],
    [61, '61 s'],
    [0, '0 s'],
  ])('%i seconds are told as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
