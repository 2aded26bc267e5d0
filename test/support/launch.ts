// The launcher runs in processes of its own here, because what it is about is how they die.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const moduleUrl = (file: string) =>
  JSON.stringify(new URL(`../../scripts/embedded-postgres/${file}`, import.meta.url));

/** Prints what it has started, and stops it when asked. */
export const launcherOver = (dataDir: string) => `
  import { startEmbeddedPostgres } from ${moduleUrl('index.mjs')};
  const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, database: 'shop' });
  console.log(JSON.stringify(postgres));
  const alive = setInterval(() => {}, 1000);
  process.on('SIGTERM', () => postgres.stop().then(() => clearInterval(alive)));`;

export const temporaryLauncher = `
  import { startTemporaryPostgres } from ${moduleUrl('temporary.mjs')};
  console.log(JSON.stringify(await startTemporaryPostgres({ database: 'shop' })));
  setInterval(() => {}, 1000);`;

export interface Launched {
  node: ChildProcess;
  url: string;
  /** Of the server, not of the launcher. */
  pid: number;
  home: string;
}

const launched: Launched[] = [];

export async function launch(source: string): Promise<Launched> {
  const node = spawn(process.execPath, ['--input-type=module', '--eval', source]);
  const errors: string[] = [];
  node.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const said = await new Promise<string>((resolve, reject) => {
    node.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    node.once('close', () => reject(new Error(errors.join(''))));
  });
  const result = { node, ...(JSON.parse(said) as Omit<Launched, 'node'>) };
  launched.push(result);
  return result;
}

export async function end(node: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const closed = new Promise((resolve) => node.once('close', resolve));
  node.kill(signal);
  await closed;
}

/** What a failed test has left. */
export function endAll(): void {
  for (const { node, pid, home } of launched) {
    node.kill('SIGKILL');
    // Only while its files are there: after that, the process id may be anybody's.
    if (existsSync(join(home, 'postgres/postmaster.pid')) && isAlive(pid)) process.kill(pid, 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUp = Date.now() + 10_000; Date.now() < giveUp; await sleep(50)) {
    if (await isSo()) return;
  }
  throw new Error('It has not happened within 10 seconds.');
}
