import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person in the address book of another application: nothing is named as in the reference host, and nobody has a status. */
@Entity({ schema: 'crm', name: 'people' })
export class Person {
  @PrimaryColumn({ name: 'person_no', type: 'uuid', default: () => 'gen_random_uuid()' }) uuid: string;
  @Column({ name: 'full_name', type: 'text', nullable: true }) fullName: string | null;
  @Column({ name: 'mail', type: 'text', nullable: true }) mail: string | null;
  @Column({ name: 'may_contact', type: 'boolean', nullable: true }) mayContact: boolean | null;
  @Column({ name: 'loyalty', type: 'integer', nullable: true }) loyalty: number | null;
  @Column({ name: 'balance', type: 'double precision', nullable: true }) balance: number | null;
  /** UTC, though the column does not say so. */
  @Column({ name: 'last_seen', type: 'timestamp without time zone', nullable: true }) lastSeen: Date | null;
  @Column({ name: 'interests', type: 'text', array: true, nullable: true }) interests: string[] | null;
  @Column({ name: 'profile', type: 'jsonb', default: {} }) profile: Record<string, unknown>;
}
