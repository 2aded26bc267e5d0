import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Something that is built from sources. Its first result has the stamp beside it that says from which.
 * @typedef {{ name: string, npm: string[], sources: string[], results: string[] }} Unit
 */

/** @type {Unit} */
const server = {
  name: 'server',
  npm: ['run', 'build:server'],
  sources: ['apps/api', 'libs/targeting', 'nest-cli.json', 'package-lock.json', 'tsconfig.json'],
  results: ['apps/api/dist/main.js', 'libs/targeting/dist/index.js'],
};

/** @type {Unit} */
const adminConsole = {
  name: 'console',
  npm: ['run', 'build', '-w', '@targeting/admin'],
  sources: ['apps/admin', 'libs/ra-targeting', 'libs/targeting/src/rules', 'package-lock.json'],
  results: ['apps/admin/dist/index.html'],
};

/**
 * Builds what was never built, or was built from other sources than there are now.
 * @param {string} root @param {{ log: (line: string) => void, signal: AbortSignal, units?: string[] }} options
 */
export async function buildWhatChanged(root, { log, signal, units = ['server', 'console'] }) {
  const hasConsole = existsSync(join(root, 'apps/admin/package.json'));
  const wanted = (hasConsole ? [server, adminConsole] : [server]).filter(({ name }) => units.includes(name));
  const built = await Promise.allSettled(wanted.map((unit) => buildIfChanged(root, unit, { log, signal })));
  const failed = built.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** @param {string} root @param {Unit} unit @param {{ log: (line: string) => void, signal: AbortSignal }} options */
async function buildIfChanged(root, unit, { log, signal }) {
  const fingerprint = fingerprintOf(root, unit.sources);
  if (isBuiltFrom(root, unit, fingerprint)) return;
  log(`Building the ${unit.name} (first start, or its sources have changed) …`);
  await runNpm(root, unit.npm, signal);
  const missing = unit.results.find((result) => !existsSync(join(root, result)));
  if (missing) throw new Error(`"npm ${unit.npm.join(' ')}" has run, but made no ${missing}.`);
  writeFileSync(stampOf(root, unit), fingerprint);
}

/** Beside the result, so that whatever replaces the result removes the stamp. @param {string} root @param {Unit} unit */
const stampOf = (root, { results: [result = ''] }) => join(root, dirname(result), '.built-from');

/** @param {string} root @param {Unit} unit @param {string} fingerprint */
function isBuiltFrom(root, unit, fingerprint) {
  const stamp = stampOf(root, unit);
  if (!unit.results.every((result) => existsSync(join(root, result)))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

/** By content, not by time: a checkout, a copy or a touch changes times only. @param {string} root @param {string[]} sources */
function fingerprintOf(root, sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesOf(root, source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

const results = new Set(['dist', 'node_modules']);

/** @param {string} root @param {string} path @returns {string[]} */
function filesOf(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => !results.has(name) && !name.startsWith('.'));
  return names.sort().flatMap((name) => filesOf(root, join(path, name)));
}

/** @param {string} root @param {string[]} args @param {AbortSignal} signal @returns {Promise<void>} */
function runNpm(root, args, signal) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    // A process group of its own, so that stopping it stops what npm has started, too.
    // As it is served to people, whoever builds it: jest's own NODE_ENV would make a development build of the console.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn('npm', [...args, '--silent'], { cwd: root, env, shell: windows, detached: !windows });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const abort = () => (windows ? child.kill() : child.pid && process.kill(-child.pid, 'SIGTERM'));
    signal.addEventListener('abort', abort);
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', abort);
      if (code === 0) resolve();
      else reject(new Error(`"npm ${args.join(' ')}" failed:\n${output.trim()}`));
    });
  });
}
