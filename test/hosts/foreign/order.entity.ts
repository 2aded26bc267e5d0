import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Person } from './person.entity.js';

/** A purchase: a table for this one event, with a column for each property. */
@Entity({ schema: 'crm', name: 'orders' })
export class Order {
  @PrimaryGeneratedColumn({ name: 'order_no', type: 'bigint' }) orderNo: string;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'buyer_no' })
  buyer: Relation<Person>;
  @Column({ name: 'placed', type: 'timestamp without time zone' }) placed: Date;
  @Column({ name: 'total', type: 'double precision', nullable: true }) total: number | null;
  @Column({ name: 'item', type: 'text', nullable: true }) item: string | null;
}
