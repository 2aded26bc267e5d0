import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Definition, DefinitionKind } from './definition.js';

/** What a definition was in one of its versions. Never changed, and kept when the definition is deleted. */
@Entity({ schema: 'targeting', name: 'definition_versions' })
export class DefinitionVersionEntity {
  @PrimaryColumn({ name: 'kind', type: 'text' }) kind: DefinitionKind;
  @PrimaryColumn({ name: 'subject_id', type: 'integer' }) subjectId: number;
  @PrimaryColumn({ name: 'version', type: 'integer' }) version: number;
  @Column({ name: 'definition', type: 'jsonb' }) definition: Definition;
  @Column({ name: 'author', type: 'text', nullable: true }) author: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
