/** @typedef {Omit<import('./lines.mjs').Line, 'name'>} Line */

/**
 * What a work has to reach: in words, and whether it does. @typedef {{ text: string, met(line: Line): boolean }} Bar
 */

/** @param {number} times @returns {Bar} */
export const timesFaster = (times) => ({
  text: `≥ ${times}× faster`,
  met: ({ ratio = Infinity }) => ratio <= 1 / times,
});

/** @param {number} times @returns {Bar} */
export const atMostTimes = (times) => ({
  text: `≤ ${times}×`,
  met: ({ ratio = Infinity }) => ratio <= times,
});

/** @param {number} milliseconds @returns {Bar} */
export const p95Within = (milliseconds) => ({
  text: `p95 ≤ ${milliseconds} ms`,
  met: ({ ours }) => ours !== undefined && ours.p95 <= milliseconds,
});

/** @param {number} megabytes @returns {Bar} */
export const growthWithin = (megabytes) => ({
  text: `memory ≤ +${megabytes} MB`,
  met: ({ growth = Infinity }) => growth <= megabytes * 2 ** 20,
});

/** Only that the answer is right. @type {Bar} */
export const exact = { text: 'exact', met: ({ differences }) => differences.length === 0 };

/** @param {...Bar} bars @returns {Bar} */
export const all = (...bars) => ({
  text: bars.map(({ text }) => text).join(', '),
  met: (line) => bars.every((bar) => bar.met(line)),
});
