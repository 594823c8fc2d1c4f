import { mayPass, sqlStateOf, wroteNothing } from '#postgres';

it('takes no word of the operating system for one of the server: what a broken pipe left behind, nobody knows', () => {
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  expect([sqlStateOf(broken), mayPass(broken), wroteNothing(broken)]).toEqual([undefined, true, false]);
});
