import type { FailpointName } from '#failpoints';
import { DeskDied, DeskProcess } from './desk-process.js';
import type { Answer, DeskAddress } from './desk-process.js';
import { withFolder } from './with-folder.js';

const supervisor = { role: 'supervisor', label: 'wallboard' };
const lina = { id: 'lina', name: 'Lina Haddad' };

describe('a command over which its desk is killed', () => {
  const folder = withFolder();

  /** Has a desk die at this place over the command, and starts the next, which the test is given. */
  async function afterDeathAt(
    name: FailpointName,
    command: (desk: DeskAddress) => Promise<Answer>,
    look: (desk: DeskAddress) => Promise<void>,
  ): Promise<void> {
    const [dying, next] = [DeskProcess.prepare(folder(), { name, hit: 1 }), DeskProcess.prepare(folder())];
    try {
      const address = await dying.start();
      await expect(address && command(address)).rejects.toThrow(DeskDied);
      expect(await dying.ended).toMatchObject({ signal: 'SIGKILL' });
      const again = await next.start();
      if (!again) throw new Error(`it does not start: ${next.complaints}`);
      await look(again);
    } finally {
      dying.kill();
      next.kill();
    }
  }
  const told = ({ text }: Answer) => JSON.parse(text) as Readonly<Record<string, unknown>>;
  const keysOf = async (desk: DeskAddress) =>
    told(await desk.ask('GET', '/v1/keys'))['keys'] as readonly { readonly id: string; readonly label: string }[];

  it.each(['once.noted', 'once.done'] as const)(
    'at %s is done to its end by the repeat, once: a key is made, and every later repeat tells the same one',
    (name) => {
      const label = `${supervisor.label} ${name}`;
      const ask = (desk: DeskAddress) => desk.write('POST', '/v1/keys', `make-${name}`, { ...supervisor, label });
      return afterDeathAt(name, ask, async (desk) => {
        const { secret, ...key } = told(await ask(desk));
        expect(secret).toEqual(expect.stringContaining('sijil_'));
        expect(told(await ask(desk))).toEqual(key);
        expect((await keysOf(desk)).filter((each) => each.label === label).map(({ id }) => id)).toEqual([key['id']]);
      });
    },
  );

  it('at agents.recorded gets the answer of the first try, whose agent works from then on', () => {
    const ask = (desk: DeskAddress) => desk.write('POST', '/v1/agents', 'add-lina', lina);
    return afterDeathAt('agents.recorded', ask, async (desk) => {
      const first = told(await ask(desk));
      expect(first).toMatchObject({ facts: ['AgentAdded'] });
      expect(told(await ask(desk))).toEqual(first);
      const key = { role: 'agent', label: 'hers', agentId: lina.id };
      expect(await desk.write('POST', '/v1/keys', 'key-of-lina', key)).toMatchObject({ status: 201 });
    });
  });

  it('at agents.recorded holds also where nobody repeats it: whoever was deactivated gets no key', () => {
    const ask = (desk: DeskAddress) => desk.write('POST', `/v1/agents/${lina.id}/deactivate`, 'lina-leaves');
    return afterDeathAt('agents.recorded', ask, async (desk) => {
      const key = { role: 'agent', label: 'hers', agentId: lina.id };
      for (let n = 0; ; n += 1) {
        const answer = await desk.write('POST', '/v1/keys', `another-key-of-lina-${n}`, key);
        if (answer.status === 201) continue;
        return expect(told(answer)).toMatchObject({ code: 'AGENT.DEACTIVATED' });
      }
    });
  });
});
