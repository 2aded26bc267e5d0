import { findPage } from 'nest-targeting';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import { folded } from '../database/folded.js';
import type { CustomerQuery } from './customer.dto.js';
import type { Customer } from './customer.entity.js';

/** Names and addresses are sorted as they are compared: without regard to case. */
const columns = {
  sortable: {
    id: 'customer.id',
    external_id: 'customer.externalId',
    email: folded('customer.email'),
    name: folded('customer.name'),
    status: 'customer.status',
    subscribed: 'customer.subscribed',
    score: 'customer.score',
    created_at: 'customer.createdAt',
    updated_at: 'customer.updatedAt',
  },
  searched: ['customer.name', 'customer.email', 'customer.externalId'],
};

/** The page of customers that a query asks for. */
export const findCustomers = (customers: Repository<Customer>, query: CustomerQuery) =>
  findPage(filtered(customers.createQueryBuilder('customer'), query), query, columns);

function filtered(select: SelectQueryBuilder<Customer>, query: CustomerQuery): SelectQueryBuilder<Customer> {
  const { name, external_id, email, status, subscribed } = query;
  if (name !== undefined) select.andWhere(`${folded('customer.name')} = ${folded(':name')}`, { name });
  if (external_id !== undefined) select.andWhere('customer.externalId = :external_id', { external_id });
  if (email !== undefined) select.andWhere(`${folded('customer.email')} = ${folded(':email')}`, { email });
  if (status !== undefined) select.andWhere('customer.status = :status', { status });
  if (subscribed === 'null') select.andWhere('customer.subscribed IS NULL');
  else if (subscribed !== undefined)
    select.andWhere('customer.subscribed = :subscribed', { subscribed: subscribed === 'true' });
  return select;
}
