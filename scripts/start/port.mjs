import { createServer } from 'node:net';

/**
 * @param {number | undefined} wanted used as it is when given
 * @param {string} host
 * @param {(line: string) => void} log
 */
export async function choosePort(wanted, host, log) {
  if (wanted !== undefined) return freeOrRefuse(wanted, host);
  for (const port of [3000, 3001]) {
    if (!(await whyNot(port, host))) return port;
    log(`Port ${port} is taken.`);
  }
  log('Using any free port. Set PORT to choose one.');
  return 0;
}

/** @param {number} port @param {string} host */
async function freeOrRefuse(port, host) {
  const error = await whyNot(port, host);
  if (!error) return port;
  if (error.code === 'EADDRINUSE') {
    throw new Error(
      `Port ${port} is taken by another program. Stop that one, or choose another: PORT=3100 npm start`,
    );
  }
  throw new Error(
    `Cannot listen on port ${port} of ${host}: ${error.message}. Choose other values of PORT and HOST.`,
  );
}

/**
 * @param {number} port @param {string} host
 * @returns {Promise<NodeJS.ErrnoException | undefined>}
 */
const whyNot = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
