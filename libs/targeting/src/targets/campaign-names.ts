import type { EntityManager } from 'typeorm';
import type { CampaignDirectory } from '../targeting.options.js';

/** What campaigns are called, as far as the host still knows them. */
export async function campaignNames(
  ids: readonly string[],
  directory: CampaignDirectory | undefined,
  manager: EntityManager,
): Promise<ReadonlyMap<string, string>> {
  if (!directory || ids.length === 0) return new Map();
  const found = await directory.find([...new Set(ids)], manager);
  return new Map(found.map(({ id, name }) => [String(id), name]));
}
