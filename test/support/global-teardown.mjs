import { once } from 'node:events';

/** Of the database there is nothing to do when the server was a given one (DATABASE_URL). */
export default async function globalTeardown() {
  const servers = globalThis.openServers;
  if (servers) {
    const ended = once(servers, 'exit');
    servers.disconnect();
    await ended;
  }
  await globalThis.temporaryPostgres?.destroy();
}
