// A program that global-setup.mjs starts: it loads the built application once, and serves it over each database that a test file
// asks it to. Most of a start is loading.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const main = import('../../../apps/api/dist/main.js');
// Whoever asks is told.
main.catch(() => undefined);

/** @type {Map<string, { url: string, close(): Promise<void> }>} */
const open = new Map();

const answers = {
  /** @param {string} settings @returns {Promise<string>} the address */
  async POST(settings) {
    const { start } = await main;
    const server = await start(JSON.parse(settings));
    open.set(server.url, server);
    return server.url;
  },
  /** @param {string} url */
  async DELETE(url) {
    await open.get(url)?.close();
    open.delete(url);
  },
};

const door = createServer(async (request, response) => {
  try {
    response.end(await answers[/** @type {keyof answers} */ (request.method)](await text(request)));
  } catch (error) {
    response.writeHead(500).end(/** @type {Error} */ (error).stack);
  }
});
door.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (door.address());
  process.send?.(`http://127.0.0.1:${port}`);
});

// With the process that has started it.
process.on('disconnect', () => process.exit());
