import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from './index.mjs';

/**
 * A fast PostgreSQL in a temporary directory; `destroy()` leaves nothing of it, and neither does a kill of this process.
 * @param {{ database: string, flags?: string[] }} options
 */
export async function startTemporaryPostgres({ database, flags }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'temporary-pg-'));
  // The account of the database has to pass through.
  chmodSync(dataDir, 0o711);
  const reaper = startReaper(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, database, flags, fast: true });
  const destroy = async () => {
    await postgres.destroy();
    reaper.stdin.end();
  };
  return { ...postgres, destroy };
}

/**
 * A process that waits for the end of a pipe, which is the end of this process, in whatever way it comes.
 * @param {string} dataDir
 */
function startReaper(dataDir) {
  const script = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
  const reaper = spawn(process.execPath, [script, dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: tmpdir(),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  reaper.unref();
  /** @type {import('node:net').Socket} */ (reaper.stdin).unref();
  return reaper;
}
