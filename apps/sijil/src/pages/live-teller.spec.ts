import type { LiveNews } from '#apps/api';
import type { Pages } from '#projections';
import type { deskPages } from '#projections';
import { LiveTeller } from './live-teller.js';
import type { ProjectorWord } from './projector-thread.js';

describe('what is told of pages as they are copied', () => {
  let said: ProjectorWord[];
  const tellerWith = (toldBefore: bigint, isWatched = true) => {
    said = [];
    return new LiveTeller({ isWatched, toldBefore, say: (word) => said.push(word) });
  };
  /** News as `since-position: tickets`; a position without news as itself. */
  const told = () =>
    said.map((word) => ('position' in word ? (word.news ? shown(word.news) : `${word.position}`) : ''));
  const shown = ({ since, position, changes }: LiveNews) =>
    `${since}-${position}:${changes.map(({ ticketId }) => ` ${ticketId}`).join('')}`;

  it('is every change between two commits, after a beginning', () => {
    const teller = tellerWith(0n);
    teller.begin(7n);
    teller.gather(changing('ann.1'));
    teller.gather(changing('bob.1'));
    teller.commit(9n);
    expect(told()).toEqual(['7-7:', '7-9: ann.1 bob.1']);
  });

  it('begins anew with pages that took the place of others further back: what came in between nobody gathered', () => {
    const teller = tellerWith(0n);
    teller.begin(7n);
    teller.gather(changing('ann.1'));
    teller.begin(12n);
    teller.gather(changing('bob.1'));
    teller.commit(13n);
    expect(told()).toEqual(['7-7:', '12-12:', '12-13: bob.1']);
  });

  it('is nothing of pages that stand further back than others did, until they are past that mark', () => {
    const teller = tellerWith(9n);
    teller.begin(0n);
    for (const position of [4n, 8n, 9n, 10n]) {
      teller.gather(changing(`t.${position}`));
      teller.commit(position);
    }
    expect(told()).toEqual(['0', '4', '8', '9-9:', '9-10: t.10']);
  });

  it('keeps to that mark when other pages take their place meanwhile', () => {
    const teller = tellerWith(0n);
    teller.begin(20n);
    teller.begin(5n);
    teller.gather(changing('ann.1'));
    teller.commit(11n);
    teller.begin(20n);
    expect(told()).toEqual(['20-20:', '5', '11', '20-20:']);
  });

  it('takes back what a log told that was restored to an earlier day', () => {
    const teller = tellerWith(20n);
    teller.beginAnew(3n);
    teller.begin(0n);
    teller.commit(3n);
    teller.gather(changing('ann.1'));
    teller.commit(4n);
    expect(told()).toEqual(['0', '3-3:', '3-4: ann.1']);
  });

  it('is only how far they are while nobody watches, and a beginning for who then does', () => {
    const teller = tellerWith(0n, false);
    teller.begin(1n);
    teller.gather(changing('ann.1'));
    teller.commit(2n);
    teller.watch(true);
    teller.gather(changing('bob.1'));
    teller.commit(3n);
    expect(told()).toEqual(['1', '2', '2-2:', '2-3: bob.1']);
  });
});

/** Pages in which only something was written to the timeline of a ticket. */
function changing(ticketId: string): Pages {
  const replaced = (name: string) => (name === 'timeline' ? [{ before: undefined, after: { ticketId } }] : []);
  const of = ({ name }: (typeof deskPages.tables)[number]) => ({ replaced: () => replaced(name) });
  return { of } as unknown as Pages;
}
