import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  end,
  endAll,
  isAlive,
  launch,
  launcherOver,
  query,
  temporaryLauncher,
  until,
} from './support/launch.js';

describe('embedded PostgreSQL', () => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'launcher-spec-')));
  chmodSync(directory, 0o711);
  const dataDir = join(directory, 'data');
  const ordersLeft = async (url: string) => (await query(url, 'select id from orders')).map(({ id }) => id);

  afterAll(() => {
    endAll();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  });

  it('starts, for its user only, and leaves no process when stopped', async () => {
    const { node, url, pid, home } = await launch(launcherOver(dataDir));

    await query(url, 'create table orders as select 1 as id');
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    // Its socket is where nobody else can enter.
    const files = join(dataDir, 'postgres');
    expect(await query(url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: files }]);
    expect(statSync(files).mode & 0o077).toBe(0);
    expect(new URL(url).searchParams.get('host')).toBe(files);
    await expect(query(url.replace(/:\w+@/, ':guess@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(join(home, 'postgres/launcher-password')).mode & 0o777).toBe(0o600);
    expect(home).toBe(dataDir);

    await end(node, 'SIGTERM');
    expect(isAlive(pid)).toBe(false);
    await expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED|ENOENT/);
  });

  it('refuses a second instance, and leaves the first one alone', async () => {
    const first = await launch(launcherOver(dataDir));

    await expect(launch(launcherOver(dataDir))).rejects.toThrow(
      `is in use by another running instance (process ${first.node.pid}). Stop that one first`,
    );

    expect(await ordersLeft(first.url)).toEqual([1]);
    await end(first.node, 'SIGTERM');
  });

  it('adopts the server of an instance that was killed', async () => {
    const killed = await launch(launcherOver(dataDir));
    await end(killed.node, 'SIGKILL');

    const next = await launch(launcherOver(dataDir));

    expect(next.pid).toBe(killed.pid);
    expect(await ordersLeft(next.url)).toEqual([1]);
    await end(next.node, 'SIGTERM');
    await expect(query(next.url, 'select 1')).rejects.toThrow(/ECONNREFUSED|ENOENT/);
  });

  it('recovers when the server was killed, too', async () => {
    const killed = await launch(launcherOver(dataDir));
    await query(killed.url, 'insert into orders values (2)');
    process.kill(killed.pid, 'SIGKILL');
    await end(killed.node, 'SIGKILL');

    const next = await launch(launcherOver(dataDir));

    expect(next.pid).not.toBe(killed.pid);
    expect(await ordersLeft(next.url)).toEqual([1, 2]);
    const sockets = readdirSync(join(dataDir, 'postgres')).filter((name) => /^\.s\.PGSQL\.\d+$/.test(name));
    expect(sockets).toEqual([`.s.PGSQL.${new URL(next.url).port}`]);
    await end(next.node, 'SIGTERM');
  });

  it('keeps the lock when the server restarts after a crash of one of its processes', async () => {
    const first = await launch(launcherOver(dataDir));
    const client = new pg.Client({ connectionString: first.url });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0]!.pid, 'SIGKILL');

    const holders = () =>
      query(
        first.url,
        `select application_name as name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory'`,
      );
    await until(async () => (await holders().catch(() => [])).length > 0);

    expect(await holders()).toEqual([{ name: `process ${first.node.pid}` }]);
    await expect(launch(launcherOver(dataDir))).rejects.toThrow(
      `another running instance (process ${first.node.pid})`,
    );
    await end(first.node, 'SIGTERM');
  });

  it('starts although postmaster.pid names a live process, which is another program', async () => {
    const file = join(dataDir, 'postgres/postmaster.pid');
    writeFileSync(file, `${process.pid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n\n127.0.0.1\n`);

    const { node, url } = await launch(launcherOver(dataDir));

    expect(readFileSync(file, 'utf8')).not.toContain(`${process.pid}\n`);
    expect(await ordersLeft(url)).toEqual([1, 2]);
    await end(node, 'SIGTERM');
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('works in a directory that only root can enter', async () => {
    const closed = join(directory, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const first = await launch(launcherOver(join(closed, 'data')));
    await query(first.url, 'create table orders as select 7 as id');
    await end(first.node, 'SIGTERM');

    const { node, url, home } = await launch(launcherOver(join(closed, 'data')));

    expect(home).toBe(first.home);
    expect(await ordersLeft(url)).toEqual([7]);
    await end(node, 'SIGTERM');
    chmodSync(home, 0o777);
    await expect(launch(launcherOver(join(closed, 'data')))).rejects.toThrow('It is not safe to use');
  });

  it('removes a temporary server, with its files, when the process that wanted it is killed', async () => {
    const { node, url, home } = await launch(temporaryLauncher);
    expect(existsSync(home)).toBe(true);

    await end(node, 'SIGKILL');

    await until(() => !existsSync(home));
    await expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED|ENOENT/);
  });
});
