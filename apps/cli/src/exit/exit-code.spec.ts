import { CommanderError, InvalidArgumentError } from 'commander';
import { DeskRefusal, DeskUnreachable } from '../desk/index.js';
import { exitCodeOf } from './exit-code.js';
import { CheckFailed, Interrupted, NotInQuarantine, UsageWrong } from './exit.errors.js';

describe('how a command ends', () => {
  it.each([
    ['a refusal of the desk', new DeskRefusal('TICKET.IS_SPAM', 409, 'no'), 1],
    ['a desk that does not answer', new DeskUnreachable('http://127.0.0.1:1', undefined), 1],
    ['a check that does not hold', new CheckFailed('no'), 1],
    ['something nobody thought of', new TypeError('oh'), 1],
    ['a command line that cannot be understood', new InvalidArgumentError('no'), 2],
    ['an option that is missing', new CommanderError(1, 'commander.missingMandatoryOptionValue', 'no'), 2],
    ['arguments that do not go together', new UsageWrong('no'), 2],
    ['help that was asked for', new CommanderError(0, 'commander.helpDisplayed', ''), 0],
    ['a ticket that does not exist', new DeskRefusal('TICKET.NOT_FOUND', 404, 'no'), 3],
    ['an envelope that is not in quarantine', new NotInQuarantine('x'), 3],
    ['a file that does not exist', Object.assign(new Error('no'), { code: 'ENOENT' }), 3],
    ['Ctrl-C', new Interrupted(), 130],
  ])('%s', (_, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
