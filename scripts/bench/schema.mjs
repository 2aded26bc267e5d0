import { createHash } from 'node:crypto';
import { dataSourceOptions } from '../../apps/api/dist/database/data-source.options.js';

/**
 * A hash of the statements of each migration of the application, so that data made under other tables is seen to be so.
 * @returns {Promise<Record<string, string>>} by the name of the migration
 */
export async function migrationHashes() {
  const { migrations } = dataSourceOptions('');
  return Object.fromEntries(
    await Promise.all(migrations.map(async (type) => [type.name, await hashOf(new type())])),
  );
}

/** @param {import('typeorm').MigrationInterface} migration */
async function hashOf(migration) {
  const hash = createHash('sha256');
  await migration.up({
    query: async (/** @type {string} */ statement) => {
      hash.update(statement).update('\0');
      return [{ version: 180_000 }];
    },
  });
  return hash.digest('hex');
}
