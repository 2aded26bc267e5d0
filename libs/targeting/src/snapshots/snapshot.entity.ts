import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Ledger } from '../targets/ledger.dto.js';
import type { InlinedDefinition } from './inline-definition.js';

/** The frozen members of an audience or a segment at a moment. Never changed after it was taken. */
@Entity({ schema: 'targeting', name: 'snapshots' })
export class SnapshotEntity {
  /** Drawn from the table's sequence before the members are written, who refer to it. */
  @PrimaryColumn({ name: 'id', type: 'integer' }) id: number;
  @Column({ name: 'audience_id', type: 'integer', nullable: true }) audienceId: number | null;
  @Column({ name: 'segment_id', type: 'integer', nullable: true }) segmentId: number | null;
  /** The campaign it was taken for when that was sent. */
  @Column({ name: 'campaign_id', type: 'text', nullable: true }) campaignId: string | null;
  @Column({ name: 'taken_at', type: 'timestamptz' }) takenAt: Date;
  @Column({ name: 'count', type: 'integer' }) count: number;
  /** Over the member ids, ascending, joined by line feeds. */
  @Column({ name: 'sha256', type: 'text' }) sha256: string;
  @Column({ name: 'ledger', type: 'jsonb' }) ledger: Ledger;
  /** The audience with every segment and list it refers to, inlined. */
  @Column({ name: 'definition', type: 'jsonb' }) definition: InlinedDefinition;
  @Column({ name: 'created_by', type: 'text', nullable: true }) createdBy: string | null;
}
