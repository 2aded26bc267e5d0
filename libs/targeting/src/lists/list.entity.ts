import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DefinitionStatus } from '../segments/segment.entity.js';

/** Customers brought in by CSV imports or picked by hand. */
@Entity({ schema: 'targeting', name: 'lists' })
export class ListEntity {
  @PrimaryGeneratedColumn({ name: 'id' }) id: number;
  @Column({ name: 'name', type: 'text' }) name: string;
  @Column({ name: 'description', type: 'text', default: '' }) description: string;
  /** A list of the kind `segment` holds the customers of a static segment and is not shown among the lists. */
  @Column({ name: 'kind', type: 'text', default: 'list' }) kind: 'list' | 'segment';
  @Column({ name: 'status', type: 'text', default: 'active' }) status: DefinitionStatus;
  /** Goes up with each change that is saved; files that are brought in do not count. */
  @Column({ name: 'version', type: 'integer', default: 1 }) version: number;
  @Column({ name: 'created_by', type: 'text', nullable: true }) createdBy: string | null;
  @Column({ name: 'updated_by', type: 'text', nullable: true }) updatedBy: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt: Date;
  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt: Date;
}
