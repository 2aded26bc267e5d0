import { Inject, Injectable } from '@nestjs/common';
import { ConsistentRead } from '../host/consistent-read.js';
import { ProblemException } from '../http/problem.js';
import {
  type Catalogue,
  type EventType,
  type Field,
  fold,
  operatorsOf,
  quoteIdentifier,
  quoteTable,
  SqlWriter,
  valuesSql,
} from '../rules/index.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import type { AskedField } from '../usage/asks-field.js';
import { mapUsage, type UsageResponse } from '../usage/usage.dto.js';
import { UsageService } from '../usage/usage.service.js';
import type {
  FieldResponse,
  FieldsResponse,
  FieldUsageQuery,
  FieldValuesQuery,
  FieldValuesResponse,
} from './field.dto.js';

/** The catalogue as clients see it: what rules may ask, and what values there are. */
@Injectable()
export class FieldsService {
  constructor(
    private readonly read: ConsistentRead,
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    private readonly usage: UsageService,
  ) {}

  catalogue(): Promise<FieldsResponse> {
    return this.read.run(({ catalogue, moment }) =>
      Promise.resolve({
        fields: [...catalogue.fields.values()].map(mapField),
        events: [...catalogue.events.values()].map(({ name, label, properties }) => ({
          name,
          label,
          properties: [...properties.values()].map(mapField),
        })),
        time_zone: moment.timeZone,
        can_create_customers: this.options.customer.create !== undefined,
      }),
    );
  }

  /** Whose rules ask a field, or an event's property. */
  users(name: string, { event }: FieldUsageQuery): Promise<UsageResponse> {
    return this.read.run(async ({ catalogue, manager }) => {
      findField({ name, event }, catalogue);
      return mapUsage(await this.usage.reachedByField({ name, event }, manager));
    });
  }

  /** The most frequent values of a field, or of an event's property. */
  values(name: string, { event, q }: FieldValuesQuery): Promise<FieldValuesResponse> {
    return this.read.run(async ({ catalogue, manager }) => {
      const { field, type } = findField({ name, event }, catalogue);
      const writer = new SqlWriter();
      const value = valuesSql({ field, alias: 'c', writer });
      const conditions = [
        ...(type?.table.typeColumn
          ? [`c.${quoteIdentifier(type.table.typeColumn)} = ${writer.param(type.name, 'text')}`]
          : []),
        `v.value IS NOT NULL`,
        ...(q
          ? [`strpos(targeting.fold(v.value #>> '{}') COLLATE "C", ${writer.param(fold(q), 'text')}) > 0`]
          : []),
      ];
      const data = await manager.query<FieldValuesResponse['data']>(
        `SELECT v.value, count(*)::int AS count FROM ${quoteTable(type?.table.table ?? catalogue.customer.table)} c
           CROSS JOIN LATERAL ${value} v(value)
         WHERE ${conditions.join(' AND ')} GROUP BY v.value ORDER BY count(*) DESC, v.value LIMIT 50`,
        writer.params,
      );
      return { data };
    });
  }
}

/** @throws ProblemException 404 */
function findField(
  { name, event }: AskedField,
  catalogue: Catalogue,
): { field: Field; type?: EventType | undefined } {
  const type = event === undefined ? undefined : catalogue.events.get(event);
  const field = (event === undefined ? catalogue.fields : type?.properties)?.get(name);
  if (field) return { field, type };
  const what = event === undefined ? `field ${name}` : `property ${name} of the event ${event}`;
  throw new ProblemException(404, `There is no ${what}.`);
}

const mapField = ({ name, label, type }: Field): FieldResponse => ({
  name,
  label,
  type,
  operators: operatorsOf[type].map((operator) => operator.name),
});
