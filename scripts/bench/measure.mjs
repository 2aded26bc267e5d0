import { GaveUp } from './app.mjs';
import { cpuTime } from './cpu.mjs';

/**
 * One way to do a work.
 * @typedef {object} Side
 * @property {(round: number) => Promise<unknown>} run its answer has to be that of the other sides
 * @property {() => Promise<unknown>} [prepare] not timed
 * @property {() => Promise<unknown>} [reset] not timed
 */

/**
 * Milliseconds; `cpu` is what the server and the applications were given for a round, which other work on the machine matters
 * less to. @typedef {{ median: number, p95: number, samples: number, cpu?: number }} Stats
 */

/**
 * @typedef {object} Measured
 * @property {Record<string, Stats>} stats by side
 * @property {unknown} answer of the last round
 * @property {string[]} differences between the answers
 * @property {Set<string>} gaveUp sides that ran into their own limit of time
 */

/**
 * Does the same work in several ways, in turns (A B B A …), so that whatever else the machine does meets all of them alike.
 * @param {Record<string, Side>} sides
 * @param {object} options
 * @param {number} options.rounds
 * @param {number} [options.warmUps] rounds before, which do not count
 * @param {number} [options.patience] milliseconds, after which three rounds are enough
 * @param {(round: number) => Promise<unknown>} [options.before] each round; not timed
 * @param {boolean} [options.countsCpu] to ask the system takes milliseconds, in which the processor forgets what it is to be timed at
 * @param {boolean} [options.inThisOrder] each round: for a side that has to come right after what `before` does
 * @returns {Promise<Measured>}
 */
export async function interleave(
  sides,
  { rounds, warmUps = 1, patience = 20_000, before, countsCpu = true, inThisOrder = false },
) {
  const times = Object.fromEntries(Object.keys(sides).map((name) => [name, /** @type {Taken[]} */ ([])]));
  /** @type {Measured} */
  const measured = { stats: {}, answer: undefined, differences: [], gaveUp: new Set() };
  const enough = performance.now() + patience;
  for (let round = -warmUps; round < rounds; round++) {
    if (round >= 3 && performance.now() > enough) break;
    await before?.(round);
    const names = Object.keys(sides).filter((name) => !measured.gaveUp.has(name));
    /** @type {Record<string, unknown>} */
    const answers = {};
    for (const name of inThisOrder || round % 2 === 0 ? names : names.reverse()) {
      const taken = await timed(sides[name], round, countsCpu).catch((error) => {
        if (!(error instanceof GaveUp)) throw error;
        measured.gaveUp.add(name);
      });
      if (!taken) continue;
      answers[name] = taken.answer;
      if (round >= 0) times[name].push(taken);
    }
    measured.answer = Object.values(answers)[0];
    measured.differences.push(...differencesOf(answers));
  }
  for (const [name, taken] of Object.entries(times))
    if (!measured.gaveUp.has(name)) measured.stats[name] = statsOf(taken);
  return measured;
}

/**
 * Until it is as it is after a while in use: V8 goes on compiling what is asked for the first thousands of times, beside the
 * answers and on the same cores, and PostgreSQL looks at a statement five times before it keeps its plan. Where there are fewer
 * customers than the bars are for, less will do.
 * @param {number} customers
 * @param {(round: number) => Promise<unknown>} ask
 */
export async function warmUp(customers, ask) {
  const times = Math.min(4_000, customers / 250);
  for (let round = 0; round < times; round++) await ask(round);
}

/** @typedef {{ answer: unknown, milliseconds: number, cpu: number | undefined }} Taken */

/** @param {Side} side @param {number} round @param {boolean} countsCpu @returns {Promise<Taken>} */
async function timed({ prepare, run, reset }, round, countsCpu) {
  await prepare?.();
  const cpu = countsCpu ? cpuTime() : undefined;
  const started = performance.now();
  const answer = await run(round);
  const milliseconds = performance.now() - started;
  const cpuAfter = countsCpu ? cpuTime() : undefined;
  await reset?.();
  const given = cpu !== undefined && cpuAfter !== undefined ? cpuAfter - cpu : undefined;
  return { answer, milliseconds, cpu: given };
}

/** @param {Record<string, unknown>} answers by method @returns {string[]} what to say when they are not all the same */
export function differencesOf(answers) {
  const texts = Object.entries(answers).map(([name, answer]) => [name, JSON.stringify(answer)]);
  if (new Set(texts.map(([, text]) => text)).size <= 1) return [];
  return [texts.map(([name, text]) => `${name}: ${text}`).join(' · ')];
}

/** @param {Taken[]} taken @returns {Stats} */
function statsOf(taken) {
  const sorted = taken.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
  const stats = { median, p95: sorted[Math.ceil(0.95 * sorted.length) - 1], samples: sorted.length };
  if (taken.some(({ cpu }) => cpu === undefined)) return stats;
  // One round of what is quick is shorter than what the system counts in: all of them together are not.
  return { ...stats, cpu: taken.reduce((sum, { cpu = 0 }) => sum + cpu, 0) / taken.length };
}
