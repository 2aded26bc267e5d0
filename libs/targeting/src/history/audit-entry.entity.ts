import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Somebody did something. Never changed. */
@Entity({ schema: 'targeting', name: 'audit_log' })
export class AuditEntryEntity {
  /** Of type bigint, hence a text. */
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) id: string;
  @Column({ name: 'at', type: 'timestamptz' }) at: Date;
  @Column({ name: 'actor', type: 'text', nullable: true }) actor: string | null;
  @Column({ name: 'action', type: 'text' }) action: string;
  @Column({ name: 'kind', type: 'text' }) kind: string;
  @Column({ name: 'subject_id', type: 'text', nullable: true }) subjectId: string | null;
  @Column({ name: 'subject_name', type: 'text', nullable: true }) subjectName: string | null;
  @Column({ name: 'version', type: 'integer', nullable: true }) version: number | null;
  @Column({ name: 'details', type: 'jsonb' }) details: object;
}
