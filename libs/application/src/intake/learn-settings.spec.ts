import { mortalStores, ProcessDied, TestDesk, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { AgentRegister } from '../agents/agent-register.js';
import type { DeskCommand } from '../commands/desk-command.js';

const admin = { class: 'agent', id: 'admin' } as const;
const addLina = { kind: 'AddAgent', agentId: 'lina', name: 'Lina Haddad', address: '' } as const;
const makeBilling = { kind: 'CreateTeam', teamId: 'billing', name: 'Billing' } as const;
const joinBilling = { kind: 'JoinTeam', agentId: 'lina', teamId: 'billing' } as const;
const deactivateLina = { kind: 'DeactivateAgent', agentId: 'lina' } as const;

describe('the register of agents and teams', () => {
  let stores: TestStores;
  beforeEach(async () => (stores = await testStores()));

  const registerOf = async ({ store }: TestStores) => {
    const register = new AgentRegister(store.agents);
    await register.refresh();
    return register;
  };
  const say = async (desk: TestDesk, ...commands: readonly DeskCommand[]) => {
    for (const [at, command] of commands.entries())
      await desk.commands.execute(`${at} ${command.kind}`, admin, command);
  };

  it('learns from the log what a crash kept from it, though nobody repeats the command', async () => {
    await say(await TestDesk.open(stores), addLina);
    // The command is noted, then said; then its register would hear of it.
    const dying = await TestDesk.open(mortalStores(stores, { write: 2, when: 'before', of: 'keep' }));
    await expect(say(dying, deactivateLina)).rejects.toThrow(ProcessDied);
    expect((await registerOf(stores)).agent('lina')).toMatchObject({ active: true });
    await (await TestDesk.open(stores)).settle();
    expect((await registerOf(stores)).agent('lina')).toMatchObject({ active: false });
  });

  it('is learned anew from the log where its store has nothing of it', async () => {
    await say(await TestDesk.open(stores), addLina, makeBilling, joinBilling);
    const restored = { ...stores, store: (await testStores()).store };
    await (await TestDesk.open(restored)).settle();
    const register = await registerOf(restored);
    expect([register.agent('lina'), register.team('billing')?.active]).toEqual([
      { active: true, teamIds: ['billing'] },
      true,
    ]);
  });
});
