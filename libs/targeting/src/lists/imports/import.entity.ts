import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import type { IdentifierKind } from '../../rules/list-membership.js';
import type { ReplacedLists } from './replaced-lists.js';

export type ImportStatus = 'running' | 'completed' | 'failed' | 'undone';
/** Whether an import adds to what is on the list or takes its place. */
export type ImportMode = 'append' | 'replace';
/** What becomes of valid identifiers that nobody has: remembered only, or a customer is made. */
export type UnmatchedMode = 'skip' | 'create';

/** A CSV file that was brought into a list, and what became of its rows. */
@Entity({ schema: 'targeting', name: 'imports' })
export class ImportEntity {
  /** Taken before there is a record, to lock it. */
  @PrimaryColumn({ name: 'id', type: 'integer' }) id: number;
  @Column({ name: 'list_id', type: 'integer' }) listId: number;
  /** The static segment that the list is behind. */
  @VirtualColumn({ query: (i) => `SELECT s.id FROM targeting.segments s WHERE s.list_id = ${i}.list_id` })
  segmentId: number | null;
  @Column({ name: 'file_name', type: 'text' }) fileName: string;
  @Column({ name: 'status', type: 'text' }) status: ImportStatus;
  @Column({ name: 'mode', type: 'text' }) mode: ImportMode;
  @Column({ name: 'unmatched_mode', type: 'text' }) unmatchedMode: UnmatchedMode;
  @Column({ name: 'header', type: 'json' }) header: string[];
  /** The column that names the customers. */
  @Column({ name: 'column_name', type: 'text' }) columnName: string;
  @Column({ name: 'identifier', type: 'text' }) identifier: IdentifierKind;
  /** While the import runs: the rows read so far. */
  @Column({ name: 'rows', type: 'integer', default: 0 }) rows: number;
  @Column({ name: 'matched', type: 'integer', default: 0 }) matched: number;
  @Column({ name: 'created', type: 'integer', default: 0 }) created: number;
  @Column({ name: 'duplicates', type: 'integer', default: 0 }) duplicates: number;
  @Column({ name: 'unmatched', type: 'integer', default: 0 }) unmatched: number;
  @Column({ name: 'rejected', type: 'integer', default: 0 }) rejected: number;
  /** Put back when it is undone. */
  @Column({ name: 'replaced', type: 'jsonb', nullable: true }) replaced: ReplacedLists | null;
  @Column({ name: 'error', type: 'text', nullable: true }) error: string | null;
  @Column({ name: 'created_by', type: 'text', nullable: true }) createdBy: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt: Date;
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt: Date | null;
}
