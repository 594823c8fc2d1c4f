import type { TeamEvent } from '#domain';
import { idOf, named, partOf } from '../projection/index.js';
import type { Opened, Pages, Projection } from '../projection/index.js';
import { teams } from './agents.tables.js';
import type { TeamRow } from './agents.tables.js';

/** Keeps the teams. */
export const teamsProjection: Projection<'team'> = {
  name: 'teams',
  version: 1,
  category: 'team',
  tables: [teams],
  names: ({ stream }) => [named(teams, idOf(stream))],
  fold: foldTeam,
};

function foldTeam(opened: Opened<TeamEvent>, pages: Pages): void {
  const { event } = opened;
  const teamId = idOf(event.stream);
  switch (event.type) {
    case 'TeamCreated':
      return pages.of(teams).put({ teamId, name: nameIn(opened), createdAt: event.occurredAt, deactivatedAt: null });
    case 'TeamRenamed':
      return change(pages, teamId, { name: nameIn(opened) });
    case 'TeamDeactivated':
      return change(pages, teamId, { deactivatedAt: event.occurredAt });
    case 'TeamReactivated':
      return change(pages, teamId, { deactivatedAt: null });
  }
}

const nameIn = (opened: Opened<TeamEvent>): string => partOf<{ readonly name: string }>(opened, 'name')?.name ?? '';

function change(pages: Pages, teamId: string, changed: Partial<TeamRow>): void {
  const team = pages.of(teams).get(teamId);
  if (team !== undefined) pages.of(teams).put({ ...team, ...changed });
}
