import { resolve } from 'node:path';

/**
 * What the environment asks for.
 * @typedef {object} Settings
 * @property {number | undefined} port undefined: 3000, or another one when that is taken
 * @property {string} host
 * @property {string | undefined} databaseUrl undefined: embedded PostgreSQL
 * @property {string} dataDir
 * @property {boolean} demo
 * @property {string} timeZone
 */

/** @param {string} root @param {NodeJS.ProcessEnv} env @returns {Settings} */
export function readSettings(root, env) {
  return {
    port: env.PORT ? portNumber(env.PORT) : undefined,
    host: env.HOST || '127.0.0.1',
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: resolve(root, env.DATA_DIR || '.data'),
    demo: trueOrFalse('DEMO', env.DEMO || 'true'),
    timeZone: timeZone(env.TIME_ZONE || 'UTC'),
  };
}

/** @param {string} value */
function portNumber(value) {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT=${value} is not a port. Give a number from 1 to 65535, or 0 for any free port.`);
}

/** @param {string} name @param {string} value */
function trueOrFalse(name, value) {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Error(`${name}=${value} is neither "true" nor "false".`);
}

/** @param {string} value */
function timeZone(value) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    throw new Error(`TIME_ZONE=${value} is not a time zone. Give an IANA name, such as Europe/Paris or UTC.`);
  }
}
