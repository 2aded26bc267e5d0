import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readSettings } from './start/settings.mjs';
import { onStopRequest } from './start/shutdown.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const log = (/** @type {string} */ line) => console.log(line);
const stopping = new AbortController();

/** What has to be closed, in the order of its start. @type {(() => Promise<unknown>)[]} */
const running = [];

/** Each step may take a while, in which somebody may ask to stop. */
async function start() {
  checkInstallation();
  const settings = readSettings(root, process.env);
  const { openDatabase } = await import('./start/database.mjs');
  // Before the build: a second instance is refused before it replaces files under the first.
  const database = await openDatabase(settings, { log, onLost: (reason) => void stop(reason.message, 1) });
  if (database.stop) running.push(database.stop);
  // For an end without a goodbye (a crash of the server): stop() sends its signal at once, and only waits later.
  process.on('exit', () => void database.stop?.());

  const { choosePort } = await import('./start/port.mjs');
  const port = await choosePort(settings.port, settings.host, log);

  const { buildWhatChanged } = await import('./start/build.mjs');
  if (!stopping.signal.aborted) await buildWhatChanged(root, { log, signal: stopping.signal });
  if (stopping.signal.aborted) return;

  const server = await startServer({ ...settings, databaseUrl: database.url, port });
  // Open connections can hold a server up: then the database is closed under it.
  running.push(() => Promise.race([server.close(), sleep(15_000)]));
  if (!stopping.signal.aborted) sayWhere(server.url.replace(/\/$/, ''), database.where);
}

/** @param {object} options @returns {Promise<{ url: string, close(): Promise<void> }>} */
async function startServer(options) {
  try {
    const api = await import(pathToFileURL(join(root, 'apps/api/dist/main.js')).href);
    return await api.start(options);
  } catch (error) {
    // Not foreseen here, so the place where it happened is needed.
    throw new Error(`The server did not start.\n${/** @type {Error} */ (error).stack}`, { cause: error });
  }
}

/** What our libraries run on, by major version. @type {Record<number, number>} */
const leastMinor = { 20: 19, 22: 13, 24: 11 };

function checkInstallation() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 25 && !(minor >= leastMinor[major])) {
    throw new Error(`Node.js 20.19, 22.13, 24.11 or newer of these is needed; this is ${process.version}.`);
  }
  if (!existsSync(join(root, 'node_modules')))
    throw new Error('Dependencies are missing. Run "npm ci" first.');
}

/** @param {string} url @param {string} data */
function sayWhere(url, data) {
  log(`
  Console  ${url}/
  API      ${url}/api
  Swagger  ${url}/api/docs
  Data     ${data}

Press Ctrl-C to stop.`);
}

/** @param {string} reason @param {number} exitCode */
async function stop(reason, exitCode) {
  if (stopping.signal.aborted) return;
  log(`Stopping: ${reason} …`);
  stopping.abort();
  await started;
  const failed = await closeAll();
  process.exit(failed ? 1 : exitCode);
}

/** The last started first: the server finishes its requests while it still has a database. */
async function closeAll() {
  let failed = false;
  for (const close of running.splice(0).reverse()) {
    await close().catch((error) => {
      failed = true;
      console.error(`While stopping: ${error.message}`);
    });
  }
  return failed;
}

// Nobody may be left to read: that is no reason to die half way through stopping.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
onStopRequest(
  (reason) => void stop(reason, 0),
  () => process.exit(1),
);

const started = start().catch(async (error) => {
  if (stopping.signal.aborted) return;
  console.error(`\n${error.message}`);
  await closeAll();
  process.exit(1);
});
