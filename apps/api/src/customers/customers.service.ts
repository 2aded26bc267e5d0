import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AuditAction, AuditLog, conflict, ListMembers, notFound } from 'nest-targeting';
import { isDeepStrictEqual } from 'node:util';
import { type EntityManager, Repository } from 'typeorm';
import { violatedConstraint } from '../database/sql-state.js';
import { attributeChange } from './attributes.js';
import {
  type CustomerPage,
  type CustomerQuery,
  type CustomerResponse,
  type CustomerWriteDto,
  mapCustomer,
} from './customer.dto.js';
import { Customer } from './customer.entity.js';
import { findCustomers } from './customer-list.js';

@Injectable()
export class CustomersService {
  constructor(
    @InjectRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly lists: ListMembers,
    private readonly audit: AuditLog,
  ) {}

  async list(query: CustomerQuery): Promise<CustomerPage> {
    const { rows, total } = await findCustomers(this.customers, query);
    return { data: rows.map(mapCustomer), total };
  }

  async get(id: number): Promise<CustomerResponse> {
    return mapCustomer(await this.findOrFail(id));
  }

  create(dto: CustomerWriteDto): Promise<CustomerResponse> {
    return this.write(async (manager) => {
      const { set } = await attributeChange(dto.attributes ?? {}, manager);
      const saved = await manager.save(manager.create(Customer, { ...columns(dto), attributes: set }));
      await this.log('created', saved.id, manager);
      return saved;
    });
  }

  update(id: number, dto: CustomerWriteDto): Promise<CustomerResponse> {
    return this.write(async (manager) => {
      const { set, cleared } = await attributeChange(dto.attributes ?? {}, manager);
      const customer = await manager.findOne(Customer, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!customer) throw notFound('customer', id);
      const kept = Object.entries(customer.attributes).filter(([name]) => !cleared.includes(name));
      const before = { ...customer };
      const attributes = { ...Object.fromEntries(kept), ...set };
      Object.assign(customer, columns(dto), { attributes });
      // A list that was still being filled when they appeared has not seen them: by the new address it never would.
      if (before.email !== customer.email || before.externalId !== customer.externalId)
        await this.lists.adopt(manager, [id]);
      const saved = await manager.save(customer);
      const changed = changedFields(before, saved);
      if (changed.length > 0) await this.log('updated', id, manager, { changed });
      return saved;
    });
  }

  async remove(id: number): Promise<void> {
    await this.customers.manager.transaction(async (manager) => {
      const { affected } = await manager.delete(Customer, id);
      if (!affected) throw notFound('customer', id);
      await this.log('deleted', id, manager);
    });
  }

  async findOrFail(id: number): Promise<Customer> {
    const customer = await this.customers.findOneBy({ id });
    if (!customer) throw notFound('customer', id);
    return customer;
  }

  /** Neither names nor values: the log is never emptied, and people may want to be forgotten. */
  private log(action: AuditAction, id: number, manager: EntityManager, details?: object): Promise<void> {
    const entry = { actor: null, action, kind: 'customer', subjectId: id, subjectName: null, details };
    return this.audit.record(entry, manager);
  }

  /** Lists may have named the customer before. */
  private async write(work: (manager: EntityManager) => Promise<Customer>): Promise<CustomerResponse> {
    try {
      return await this.customers.manager.transaction(async (manager) => {
        const customer = await work(manager);
        await this.lists.adopt(manager, [customer.id]);
        return mapCustomer(customer);
      });
    } catch (error) {
      throw takenBy(error) ?? error;
    }
  }
}

/** The given columns; absent ones stay as they are. */
const columns = ({
  external_id,
  email,
  name,
  status,
  subscribed,
  score,
}: CustomerWriteDto): Partial<Customer> =>
  Object.fromEntries(
    Object.entries({ externalId: external_id, email, name, status, subscribed, score }).filter(
      ([, value]) => value !== undefined,
    ),
  );

const logged = ['email', 'name', 'status', 'subscribed', 'score', 'attributes'] as const;

/** Which fields have another value, by their names on the wire. */
function changedFields(before: Customer, after: Customer): string[] {
  const isChanged = (field: keyof Customer) => !isDeepStrictEqual(before[field], after[field]);
  return [...(isChanged('externalId') ? ['external_id'] : []), ...logged.filter(isChanged)];
}

const unique: Record<string, { path: string; message: string }> = {
  customers_email: { path: 'email', message: 'Another customer has this e-mail address.' },
  customers_external_id: { path: 'external_id', message: 'Another customer has this external id.' },
};

function takenBy(error: unknown) {
  const taken = unique[violatedConstraint(error) ?? ''];
  return taken && conflict(taken.message, [{ ...taken, code: 'taken' }]);
}
