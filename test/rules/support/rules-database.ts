import pg from 'pg';
import { functionsSql } from '../../../libs/targeting/src/migrations/functions.js';
import { identifierBucketsSql } from '../../../libs/targeting/src/migrations/identifier-buckets.js';
import { memberBucketsSql } from '../../../libs/targeting/src/migrations/member-buckets.js';
import { tablesSql } from '../../../libs/targeting/src/migrations/tables.js';
import { createDatabase } from '../../support/database.js';

export interface RulesDatabase {
  readonly client: pg.Client;
  readonly serverVersion: number;
  close(): Promise<void>;
}

/** A database with the library's schema, and the given statements. */
export async function rulesDatabase(statements: readonly string[] = []): Promise<RulesDatabase> {
  const database = await createDatabase();
  const client = new pg.Client({ connectionString: database.url, options: '-c jit=off' });
  await client.connect();
  const version = await client.query(`SELECT current_setting('server_version_num')::int AS version`);
  const serverVersion = version.rows[0].version as number;
  const library = [
    ...['CREATE SCHEMA targeting', ...functionsSql(serverVersion), ...tablesSql('integer')],
    ...identifierBucketsSql,
    ...memberBucketsSql('integer'),
  ];
  for (const statement of ['BEGIN', ...library, 'COMMIT', ...statements]) await client.query(statement);
  return {
    client,
    serverVersion,
    close: async () => {
      await client.end();
      await database.drop();
    },
  };
}
