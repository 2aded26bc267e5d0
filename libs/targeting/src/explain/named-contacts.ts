import type { View } from '../host/consistent-read.js';
import type { Contact } from '../rules/index.js';
import type { CampaignDirectory } from '../targeting.options.js';
import { campaignNames } from '../targets/campaign-names.js';

/** Contacts with the names of their campaigns, as far as the host still knows them. */
export async function namedContacts(
  contacts: readonly Contact[],
  directory: CampaignDirectory | undefined,
  { manager }: View,
): Promise<readonly Contact[]> {
  const ids = contacts.map(({ campaignId }) => campaignId);
  const names = await campaignNames(ids, directory, manager);
  return contacts.map((contact) => {
    const campaignName = names.get(contact.campaignId);
    return campaignName === undefined ? contact : { ...contact, campaignName };
  });
}
