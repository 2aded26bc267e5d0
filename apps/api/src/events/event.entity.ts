import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { JsonValue } from '../catalogue/json-value.js';
import { Customer } from '../customers/customer.entity.js';

/** Something that a customer did. */
@Entity('events')
export class Event {
  @PrimaryColumn('integer')
  customerId: number;

  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: string;

  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id' })
  customer: Relation<Customer>;

  @Column('text')
  type: string;

  @Column({ type: 'timestamptz', precision: 3 })
  occurredAt: Date;

  @Column('jsonb', { default: {} })
  properties: Record<string, JsonValue>;

  /** Makes it known again when it is sent again; unique for its customer. */
  @Column('text', { nullable: true })
  key: string | null;
}
