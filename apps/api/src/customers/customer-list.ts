import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { CustomerQuery, CustomerSort } from './customer.dto.js';
import type { Customer } from './customer.entity.js';

/** Text is sorted as it is compared: without regard to case. */
const sortKeys: Record<CustomerSort, string> = {
  id: 'customer.id',
  external_id: 'customer.externalId',
  email: folded('customer.email'),
  name: folded('customer.name'),
  status: 'customer.status',
  subscribed: 'customer.subscribed',
  score: 'customer.score',
  created_at: 'customer.createdAt',
  updated_at: 'customer.updatedAt',
};

/** The page of customers that a query asks for. */
export function selectCustomers(customers: Repository<Customer>, query: CustomerQuery): SelectQueryBuilder<Customer> {
  const { page = 1, per_page = 25, sort = 'id', order = 'asc' } = query;
  const direction = order.toLowerCase() === 'desc' ? 'DESC' : 'ASC';
  const select = filtered(customers.createQueryBuilder('customer'), query)
    .limit(per_page)
    .offset(Math.min((page - 1) * per_page, Number.MAX_SAFE_INTEGER));
  // An order by the key alone is that of its index.
  if (sort === 'id') return select.orderBy('customer.id', direction);
  return select.orderBy(sortKeys[sort], direction, 'NULLS LAST').addOrderBy('customer.id', direction);
}

function filtered(select: SelectQueryBuilder<Customer>, query: CustomerQuery): SelectQueryBuilder<Customer> {
  const { id, external_id, email, status, subscribed, q } = query;
  if (id) select.andWhere('customer.id = ANY (:id)', { id });
  if (external_id !== undefined) select.andWhere('customer.externalId = :external_id', { external_id });
  if (email !== undefined) select.andWhere(`${folded('customer.email')} = ${folded(':email')}`, { email });
  if (status !== undefined) select.andWhere('customer.status = :status', { status });
  if (subscribed === 'null') select.andWhere('customer.subscribed IS NULL');
  else if (subscribed !== undefined) select.andWhere('customer.subscribed = :subscribed', { subscribed: subscribed === 'true' });
  if (q) search(select, q);
  return select;
}

/** Finds by a part of the name, e-mail or external id, or by the whole id. */
function search(select: SelectQueryBuilder<Customer>, q: string) {
  const contains = (property: string) => `strpos(${folded(`customer.${property}`)}, ${folded(':q')}) > 0`;
  select.andWhere(
    `(${contains('name')} OR ${contains('email')} OR ${contains('externalId')} OR customer.id::text = :q)`,
    { q },
  );
}

function folded(expression: string) {
  return `targeting.fold(${expression}) COLLATE "C"`;
}
