import { createDatabase } from '../../support/database.js';

export interface ConsoleServer {
  url: string;
  close(): Promise<void>;
}

/** The built application, as people are given it, on a port and a database of its own. */
export async function startServer(demo: boolean): Promise<ConsoleServer> {
  const database = await createDatabase();
  const settings = { databaseUrl: database.url, port: 0, host: '127.0.0.1', timeZone: 'UTC', demo };
  const url = await ask('POST', JSON.stringify(settings));
  return {
    url,
    close: async () => {
      await ask('DELETE', url);
      await database.drop();
    },
  };
}

/** Of open-servers.mjs. */
async function ask(method: 'POST' | 'DELETE', body: string): Promise<string> {
  const response = await fetch(process.env['TEST_CONSOLE_SERVERS']!, { method, body });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
