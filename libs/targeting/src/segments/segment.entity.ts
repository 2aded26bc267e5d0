import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SegmentTests } from '../segment-tests/segment-tests.js';

export type DefinitionStatus = 'draft' | 'active' | 'archived';

/** A saved rule tree, or a fixed list of customers. */
@Entity({ schema: 'targeting', name: 'segments' })
export class SegmentEntity {
  @PrimaryGeneratedColumn({ name: 'id' }) id: number;
  @Column({ name: 'name', type: 'text' }) name: string;
  @Column({ name: 'description', type: 'text', default: '' }) description: string;
  @Column({ name: 'segment_type', type: 'text' }) segmentType: 'dynamic' | 'static';
  /** The rule tree in its wire form; null for a static segment. */
  @Column({ name: 'conditions', type: 'jsonb', nullable: true }) conditions: object | null;
  /** The list that holds the customers of a static segment. */
  @Column({ name: 'list_id', type: 'integer', nullable: true }) listId: number | null;
  /** What must hold whenever it is saved or activated. */
  @Column({ name: 'tests', type: 'jsonb', nullable: true }) tests: SegmentTests | null;
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

/** What a segment is by its rules. */
export type SegmentDefined = Readonly<
  Pick<SegmentEntity, 'id' | 'name' | 'status' | 'conditions' | 'listId'>
>;
