import { argv, env, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildWhatChanged } from '../start/build.mjs';
import { onStopRequest } from '../start/shutdown.mjs';
import { readOptions, usage } from './options.mjs';
import { reportOf } from './report.mjs';
import { keep } from './results.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const log = (/** @type {string} */ line) => console.log(line);
const stopping = new AbortController();
const { signal } = stopping;

/** @param {import('./options.mjs').Options} options @returns {Promise<number>} exit code: 1 when the methods differ */
async function bench(options) {
  await buildWhatChanged(root, { log, signal, units: ['server'] });
  // Only now: it imports what was built.
  const { run } = await import('./run.mjs');
  const results = await run(options, { log, signal });
  log(reportOf(results));
  // A part of the works is for trying something out.
  if (options.only.length === 0) await keep(results, options);
  const differ = [results.agreed, ...results.lines].some(({ differences }) => differences.length > 0);
  return differ ? 1 : 0;
}

function read() {
  try {
    return readOptions(argv.slice(2), root, env);
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\n\n${usage}`);
    return exit(1);
  }
}

const options = read();
onStopRequest(
  () => stopping.abort(new Error('Stopped.')),
  () => exit(1),
);
bench(options).then(exit, (error) => {
  console.error(signal.aborted ? 'Stopped.' : error.stack);
  exit(1);
});
