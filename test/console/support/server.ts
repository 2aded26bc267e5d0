import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createDatabase } from '../../support/database.js';

export interface ConsoleServer {
  url: string;
  close(): Promise<void>;
}

const main = JSON.stringify(pathToFileURL(join(__dirname, '../../../apps/api/dist/main.js')));

/** Ends with the process that has started it. */
const program = (settings: object) => `
  import { start } from ${main};
  const server = await start(${JSON.stringify(settings)});
  process.on('disconnect', () => void server.close().finally(() => process.exit()));
  process.send(server.url);`;

/** The built application on a database of its own, in a process of its own: as people are given it. */
export async function startServer(demo: boolean): Promise<ConsoleServer> {
  const database = await createDatabase();
  const settings = { databaseUrl: database.url, port: 0, host: '127.0.0.1', timeZone: 'UTC', demo };
  const server = spawn(process.execPath, ['--input-type=module', '--eval', program(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(server, 'exit');
  const [said] = (await Promise.race([once(server, 'message'), ended])) as [string | number | null];
  if (typeof said !== 'string') throw new Error('The server has ended instead of starting.');
  return {
    url: said,
    close: async () => {
      server.disconnect();
      await ended;
      await database.drop();
    },
  };
}
