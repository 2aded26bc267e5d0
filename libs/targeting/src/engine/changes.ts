import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogueService } from '../host/catalogue.service.js';
import type { Key } from '../rules/index.js';
import { customerChanges } from './change-log.js';

/** Tells the engine of changes that no trigger sees, in the transaction that makes them. */
@Injectable()
export class TargetingChanges {
  constructor(private readonly catalogues: CatalogueService) {}

  /** These customers, or their events, have changed. @param manager of the transaction that changes them */
  async record(keys: readonly Key[], manager: EntityManager): Promise<void> {
    const { customer } = await this.catalogues.load(manager);
    // Integers may number themselves, until some customer is numbered; other keys never do, not even the first.
    const ifNumbered = customer.keyType === 'integer' ? 'AND EXISTS (SELECT FROM targeting.ordinals)' : '';
    // Who is numbered already is left out: each row that only conflicts would use up a number.
    await manager.query(
      `INSERT INTO targeting.ordinals (customer_id) SELECT key FROM unnest($1::${customer.keyType}[]) k(key)
         WHERE NOT EXISTS (SELECT FROM targeting.ordinals o WHERE o.customer_id = key) ${ifNumbered} ON CONFLICT DO NOTHING`,
      [keys],
    );
    await manager.query(
      `INSERT INTO targeting.changes (source, ids) SELECT $1, $2::${customer.keyType}[] WHERE cardinality($2::${customer.keyType}[]) > 0`,
      [customerChanges, keys],
    );
  }

  /** Anything may have changed, for example after a restore, or rows written straight into a partition that is detached. */
  async all(manager: EntityManager): Promise<void> {
    await manager.query('SELECT targeting.changed_all()');
  }
}
