import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Key } from '../rules/index.js';
import type { DefinitionStatus } from '../segments/segment.entity.js';

/** Who gets a campaign: includes, exclusions, suppression. */
@Entity({ schema: 'targeting', name: 'audiences' })
export class AudienceEntity {
  @PrimaryGeneratedColumn({ name: 'id' }) id: number;
  @Column({ name: 'name', type: 'text' }) name: string;
  @Column({ name: 'description', type: 'text', default: '' }) description: string;
  @Column({ name: 'include_segments', type: 'jsonb', default: [] }) includeSegments: number[];
  @Column({ name: 'include_logic', type: 'text', default: 'OR' }) includeLogic: 'AND' | 'OR';
  @Column({ name: 'include_customers', type: 'jsonb', default: [] }) includeCustomers: Key[];
  @Column({ name: 'include_lists', type: 'jsonb', default: [] }) includeLists: number[];
  @Column({ name: 'exclude_segments', type: 'jsonb', default: [] }) excludeSegments: number[];
  @Column({ name: 'exclude_customers', type: 'jsonb', default: [] }) excludeCustomers: Key[];
  @Column({ name: 'exclude_lists', type: 'jsonb', default: [] }) excludeLists: number[];
  @Column({ name: 'exclude_unsubscribed', type: 'boolean', default: true }) excludeUnsubscribed: boolean;
  @Column({ name: 'exclude_contacted_within_days', type: 'integer', nullable: true })
  excludeContactedWithinDays: number | null;
  @Column({ name: 'exclude_contacted_in_campaigns', type: 'jsonb', default: [] })
  excludeContactedInCampaigns: (number | string)[];
  @Column({ name: 'status', type: 'text', default: 'active' }) status: DefinitionStatus;
  /** Goes up with each change that is saved. */
  @Column({ name: 'version', type: 'integer', default: 1 }) version: number;
  @Column({ name: 'customer_count', type: 'integer', nullable: true }) customerCount: number | null;
  @Column({ name: 'counted_at', type: 'timestamptz', nullable: true }) countedAt: Date | null;
  @Column({ name: 'created_by', type: 'text', nullable: true }) createdBy: string | null;
  @Column({ name: 'updated_by', type: 'text', nullable: true }) updatedBy: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt: Date;
  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt: Date;
}

/** What makes up an audience, saved or not. */
export type AudienceDefinition = Pick<
  AudienceEntity,
  | 'includeSegments'
  | 'includeLogic'
  | 'includeCustomers'
  | 'includeLists'
  | 'excludeSegments'
  | 'excludeCustomers'
  | 'excludeLists'
  | 'excludeUnsubscribed'
  | 'excludeContactedWithinDays'
  | 'excludeContactedInCampaigns'
>;

/** The defaults, with which a segment by itself is sent too. */
export const emptyAudience: AudienceDefinition = {
  includeSegments: [],
  includeLogic: 'OR',
  includeCustomers: [],
  includeLists: [],
  excludeSegments: [],
  excludeCustomers: [],
  excludeLists: [],
  excludeUnsubscribed: true,
  excludeContactedWithinDays: null,
  excludeContactedInCampaigns: [],
};
