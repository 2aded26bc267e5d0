import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import type { JsonValue } from '../catalogue/json-value.js';

/** A person of this application. */
@Entity('customers')
export class Customer {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('text', { nullable: true })
  externalId: string | null;

  /** As it was written; unique by its folded form. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  name: string | null;

  @Column('text', { default: 'active' })
  status: string;

  /** Null: never asked. */
  @Column('boolean', { nullable: true })
  subscribed: boolean | null;

  @Column('numeric', { nullable: true, transformer: { from: toNumber, to: (value: unknown) => value } })
  score: number | null;

  @Column('jsonb', { default: {} })
  attributes: Record<string, JsonValue>;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}

/** The driver reads a numeric as text. */
function toNumber(value: string | null): number | null {
  return value === null ? null : Number(value);
}
