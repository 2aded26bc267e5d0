import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

export const campaignStatuses = ['draft', 'sending', 'sent', 'failed'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** What is sent, to exactly one segment or one audience. */
@Entity('campaigns')
export class Campaign {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('text')
  name: string;

  @Column('integer', { nullable: true })
  segmentId: number | null;

  @Column('integer', { nullable: true })
  audienceId: number | null;

  @Column('text', { default: 'draft' })
  status: CampaignStatus;

  /** Who got it: frozen when it was sent. */
  @Column('integer', { nullable: true })
  snapshotId: number | null;

  @Column('integer', { nullable: true })
  recipientCount: number | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  sentAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}
