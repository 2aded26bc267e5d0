import type { AudienceDefinition } from '../audiences/audience.entity.js';
import type { View } from '../host/consistent-read.js';
import type { Fault } from '../http/problem.js';
import { type CustomerTable, type Key, quoteIdentifier, quoteTable } from '../rules/index.js';
import type { CampaignDirectory } from '../targeting.options.js';
import { isKeyOf, writtenKey } from './customer-sql.js';

/**
 * Faults of keys that no customer has, by their position.
 * @param accepted keys that stood there before, whether their customer still exists or not
 */
export async function unknownCustomers(
  keys: readonly unknown[],
  path: string,
  view: View,
  accepted: readonly Key[] = [],
): Promise<Fault[]> {
  const { customer } = view.catalogue;
  const misfits = keys.flatMap((key, index) =>
    isKeyOf(customer, key)
      ? []
      : [
          {
            path: `${path}[${index}]`,
            code: 'invalid',
            message: `This is not the key of a customer (${customer.keyType}).`,
          },
        ],
  );
  if (misfits.length > 0 || keys.length === 0) return misfits;
  const known = await knownCustomers(keys as Key[], customer, view);
  const written = (key: Key) => String(writtenKey(customer, key));
  for (const key of accepted) known.add(written(key));
  return (keys as Key[]).flatMap((key, index) =>
    known.has(written(key))
      ? []
      : [
          {
            path: `${path}[${index}]`,
            code: 'unknown_customer',
            message: `There is no customer ${String(key)}.`,
          },
        ],
  );
}

async function knownCustomers(
  keys: readonly Key[],
  customer: CustomerTable,
  { manager }: View,
): Promise<Set<string>> {
  const key = quoteIdentifier(customer.keyColumn);
  const rows = await manager.query<{ key: string }[]>(
    `SELECT ${key}::text AS key FROM ${quoteTable(customer.table)} WHERE ${key} = ANY($1::${customer.keyType}[])`,
    [keys],
  );
  return new Set(rows.map((row) => row.key));
}

/** Faults of what can be no campaign, and of campaigns that the host does not know. */
export async function unknownCampaigns(
  ids: AudienceDefinition['excludeContactedInCampaigns'],
  path: string,
  directory: CampaignDirectory | undefined,
  { manager }: View,
): Promise<Fault[]> {
  const misfits = ids.flatMap((id, index) =>
    isCampaignId(id)
      ? []
      : [
          {
            path: `${path}[${index}]`,
            code: 'invalid',
            message: 'The id of a campaign is a number or a text.',
          },
        ],
  );
  if (misfits.length > 0 || !directory || ids.length === 0) return misfits;
  const known = new Set((await directory.find(ids.map(String), manager)).map(({ id }) => String(id)));
  return ids.flatMap((id, index) =>
    known.has(String(id))
      ? []
      : [{ path: `${path}[${index}]`, code: 'missing_campaign', message: `There is no campaign ${id}.` }],
  );
}

/** As rules take it. */
const isCampaignId = (id: unknown): boolean =>
  typeof id === 'string' ? id !== '' && id.length <= 1_000 : Number.isSafeInteger(id) && Number(id) >= 0;
