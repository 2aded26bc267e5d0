import { createHash } from 'node:crypto';

/**
 * A hash of the statements of each migration of the application, so that data made under other tables is seen to be so.
 * @returns {Promise<Record<string, string>>} by the name of the migration
 */
export async function migrationHashes() {
  const built = new URL('../../apps/api/dist/database/data-source.options.js', import.meta.url);
  const { dataSourceOptions } = await import(built.href);
  /** @type {[string, string][]} */
  const hashes = [];
  for (const Migration of dataSourceOptions('').migrations)
    hashes.push([Migration.name, await hashOf(new Migration())]);
  return Object.fromEntries(hashes);
}

/** @param {{ up(runner: object): Promise<void> }} migration */
async function hashOf(migration) {
  const hash = createHash('sha256');
  await migration.up({
    query: async (/** @type {string} */ statement) => {
      hash.update(statement).update('\0');
      // What one of them asks for.
      return [{ version: 180_000 }];
    },
  });
  return hash.digest('hex');
}
