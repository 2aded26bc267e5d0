/**
 * A line of the table.
 * @typedef {object} Line
 * @property {string} name of the work, as `--only` takes it
 * @property {string} title
 * @property {string} bar in words
 * @property {import('./measure.mjs').Stats} [reference]
 * @property {import('./measure.mjs').Stats} [ours] absent: not built yet
 * @property {number} [ratio] our median to that of the reference
 * @property {number} [cpuRatio] our CPU time to that of the reference
 * @property {unknown} [answer] what all sides found
 * @property {number} [growth] bytes by which the process grew at most
 * @property {boolean} [met]
 * @property {string} [note]
 * @property {string[]} differences between what the sides found; there must be none
 */

/**
 * @param {{ name?: string, title: string, bar?: import('./bars.mjs').Bar, growth?: number, note?: string }} what
 * @param {import('./measure.mjs').Measured} measured with the sides `reference` and `ours`
 * @returns {Omit<Line, 'name'>}
 */
export function lineOf({ title, bar, growth, note }, { stats, answer, differences, gaveUp }) {
  const { reference, ours } = stats;
  /** @type {Omit<Line, 'name'>} */
  const line = { title, bar: bar?.text ?? '', reference, ours, answer, differences };
  if (growth !== undefined) line.growth = growth;
  if (note !== undefined) line.note = note;
  if (gaveUp.has('ours')) line.note = 'takes too long';
  if (reference && ours) line.ratio = ours.median / reference.median;
  if (reference?.cpu && ours?.cpu !== undefined) line.cpuRatio = ours.cpu / reference.cpu;
  if (bar && ours) line.met = bar.met(line);
  return line;
}

/**
 * The measured works with another side in place of the reference: that of a bar may leave nothing behind, and beside it stands
 * what SQL takes that keeps as much as we do.
 * @param {string} side @param {import('./measure.mjs').Measured} measured @returns {import('./measure.mjs').Measured}
 */
export const against = (side, measured) => ({
  ...measured,
  stats: { ...measured.stats, reference: measured.stats[side] },
});
