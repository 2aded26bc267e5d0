import { DefaultNamingStrategy } from 'typeorm';

/** Columns are named in snake case: `occurredAt` is the column `occurred_at`. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    return [...prefixes, customName ?? property].map(snakeCase).join('_');
  }
}

const snakeCase = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
