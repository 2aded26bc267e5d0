import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chartOf } from './chart.mjs';

/**
 * @typedef {object} Results
 * @property {number} customers
 * @property {{ cpu: string | undefined, cores: number, memory: number, node: string }} machine
 * @property {Record<string, string>} settings of the server
 * @property {string} form of the audience by hand
 * @property {{ counts: Record<string, number>, differences: string[] }} agreed
 * @property {import('./lines.mjs').Line[]} lines
 * @property {{ warm: number, plain: number }} memory of the two applications, in bytes
 */

/** Beside the data, with a picture of cost against size. @param {Results} results @param {import('./options.mjs').Options} options */
export async function keep(results, { data, size }) {
  await mkdir(data, { recursive: true });
  await writeFile(join(data, `results-${size}.json`), `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(join(data, 'cost.svg'), chartOf(await allIn(data)));
}

/** @param {string} data @returns {Promise<Results[]>} by size */
async function allIn(data) {
  const names = (await readdir(data)).filter((name) => /^results-.*\.json$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(data, name), 'utf8')));
  const results = texts.map((text) => /** @type {Results} */ (JSON.parse(text)));
  return results.sort((a, b) => a.customers - b.customers);
}
