import { TriesUnderWay } from './tries-under-way.js';

const reply = (inbox: string, number: number) => ({ replyId: `${inbox} ${number}`, inbox });
const ended = Promise.resolve();

describe('the tries that are under way', () => {
  it('are eight of one inbox at the most, so that a slow mail server holds up its own replies only', () => {
    const tries = new TriesUnderWay();
    for (let number = 1; number <= 8; number += 1) tries.keep(reply('slow', number), ended);
    expect([tries.hasRoomFor(reply('slow', 9)), tries.hasRoomFor(reply('quick', 1))]).toEqual([false, true]);
    expect(['slow', 'quick'].map((inbox) => [tries.isFull(inbox), tries.isBusy(inbox)])).toEqual([[true, true], [false, false]]); // prettier-ignore
    tries.end('slow 1');
    expect([tries.hasRoomFor(reply('slow', 9)), tries.isFull('slow')]).toEqual([true, false]);
  });

  it('are thirty-two in all', () => {
    const tries = new TriesUnderWay();
    for (let number = 1; number <= 32; number += 1) tries.keep(reply(`inbox ${number % 8}`, number), ended);
    expect([tries.room, tries.hasRoomFor(reply('another', 1))]).toEqual([0, false]);
  });

  it('are of different replies: the same is not begun twice', () => {
    const tries = new TriesUnderWay();
    tries.keep(reply('mail', 1), ended);
    expect([tries.has('mail 1'), tries.hasRoomFor(reply('mail', 1))]).toEqual([true, false]);
  });
});
