import type { View } from '../host/consistent-read.js';
import type { Contact } from '../rules/index.js';
import type { CampaignDirectory } from '../targeting.options.js';

/** Contacts with the names of their campaigns, as far as the host still knows them. */
export async function namedContacts(
  contacts: readonly Contact[],
  directory: CampaignDirectory | undefined,
  { manager }: View,
): Promise<readonly Contact[]> {
  if (!directory || contacts.length === 0) return contacts;
  const ids = [...new Set(contacts.map(({ campaignId }) => campaignId))];
  const names = new Map((await directory.find(ids, manager)).map(({ id, name }) => [String(id), name]));
  return contacts.map((contact) => {
    const campaignName = names.get(contact.campaignId);
    return campaignName === undefined ? contact : { ...contact, campaignName };
  });
}
