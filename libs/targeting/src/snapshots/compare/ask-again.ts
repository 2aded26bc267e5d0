import type { View } from '../../host/consistent-read.js';
import type { CountedPlan } from '../../targets/counts.js';
import type { InlinedDefinition } from '../inline-definition.js';
import type { SnapshotEntity } from '../snapshot.entity.js';
import { askedInWords, asksContacts } from './asked-in-words.js';
import type { SnapshotVerificationResponse } from './compare.dto.js';
import { compareMembers } from './compare-members.js';
import { frozenMembers } from './frozen-members.js';
import { frozenPlan } from './frozen-plan.js';
import type { FrozenRows } from './frozen-rows.js';
import { customersInWords, membersInWords } from './in-words.js';
import { membersNow } from './members-now.js';

type AskedAgain = Pick<SnapshotVerificationResponse, 'members_match' | 'checked' | 'not_checked'>;

/** Asks the definition of a snapshot once more, as of its instant, and compares the answer with its members. */
export async function askAgain(snapshot: SnapshotEntity, rows: FrozenRows, view: View): Promise<AskedAgain> {
  const { definition, takenAt } = snapshot;
  const then = { ...view, moment: { now: takenAt.getTime(), timeZone: definition.time_zone } };
  const { plan, missing } = await frozenPlan(definition, then);
  const gone = goneInWords(rows);
  if (!plan)
    return {
      members_match: null,
      checked: [],
      not_checked: [...missing.map((what) => `Members: ${what}`), ...gone],
    };
  const counted = { plan, campaignId: snapshot.campaignId ?? definition.campaign_id ?? undefined };
  const asked = askedInWords(counted, definition, view.catalogue);
  const { entered, left } = await compareMembers(frozenMembers(snapshot.id), membersNow(counted, then), view);
  const lost = left - rows.membersGone;
  const isMoved = entered + lost > 0;
  return {
    members_match: isMoved ? false : gone.length > 0 ? null : true,
    checked: [
      ...versionsInWords(definition),
      ...asked.checked,
      isMoved
        ? `Members: by the data as they are now, ${membersInWords(entered)} more and ${lost.toLocaleString('en')} fewer.`
        : 'Members: by the data as they are now, the same.',
    ],
    not_checked: [...asked.notChecked, ...(await lateContacts(snapshot, counted, view)), ...gone],
  };
}

function versionsInWords({ segments }: InlinedDefinition): string[] {
  const versions = segments.map(({ name, version }) => `“${name}” in version ${version}`);
  return versions.length > 0 ? [`The segments as they were: ${versions.join(', ')}.`] : [];
}

function goneInWords({ membersGone, excludedGone }: FrozenRows): string[] {
  const parts = [
    ...(membersGone > 0 ? [membersInWords(membersGone)] : []),
    ...(excludedGone > 0 ? [`${customersInWords(excludedGone)} kept out`] : []),
  ];
  return parts.length > 0
    ? [`${parts.join(' and ')}: deleted since, so that nothing can be asked of them.`]
    : [];
}

/** A send notes its contacts with the instant at which it began, and they are seen when it has ended. */
export async function lateContacts(
  { id, takenAt }: Pick<SnapshotEntity, 'id' | 'takenAt'>,
  { plan, campaignId }: CountedPlan,
  { manager }: View,
): Promise<string[]> {
  if (![...plan.sources, ...plan.exclusions].some(({ rule }) => asksContacts(rule))) return [];
  const [{ late }] = await manager.query<[{ late: number }]>(
    `SELECT count(*)::int AS late FROM targeting.contacts
       WHERE contacted_at <= $1 AND snapshot_id > $2 AND campaign_id IS DISTINCT FROM $3::text`,
    [takenAt, id, campaignId ?? null],
  );
  return late > 0
    ? [
        `Contacts: ${late.toLocaleString('en')} of earlier times were noted after this was taken, and count now.`,
      ]
    : [];
}
