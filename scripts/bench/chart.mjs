/** @typedef {'reference' | 'ours'} Side */
/** @typedef {{ customers: number } & { [side in Side]?: number }} Point milliseconds of each side */

const perRow = 3;
const panelWidth = 360;
const panelHeight = 190;
const area = { left: 70, right: 336, top: 36, bottom: 156 };
const head = 44;

/** @type {Record<Side, { colour: string, words: string }>} */
const sides = {
  reference: { colour: '#8a8f98', words: 'reference' },
  ours: { colour: '#1f6feb', words: 'this project' },
};

/** Cost against size as SVG: a panel for each work, both axes logarithmic. @param {import('./results.mjs').Results[]} results by size */
export function chartOf(results) {
  const series = [...seriesOf(results)];
  const height = head + Math.ceil(series.length / perRow) * panelHeight;
  const panels = series.map(([title, points], index) => {
    const place = `${(index % perRow) * panelWidth},${head + Math.floor(index / perRow) * panelHeight}`;
    return `<g transform="translate(${place})">${panel(title, points)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${perRow * panelWidth} ${height}" font-family="system-ui, sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${legend()}
${panels.join('\n')}
</svg>
`;
}

/** @param {import('./results.mjs').Results[]} results @returns {Map<string, Point[]>} by title */
function seriesOf(results) {
  const series = new Map();
  for (const { customers, lines } of results)
    for (const { title, ours, reference } of lines) {
      if (!series.has(title)) series.set(title, []);
      series.get(title).push({ customers, ours: ours?.median, reference: reference?.median });
    }
  return series;
}

/** @param {string} title @param {Point[]} points */
function panel(title, points) {
  const sizes = points.map(({ customers }) => customers);
  const times = points
    .flatMap(({ ours, reference }) => [ours, reference])
    .filter((time) => time !== undefined);
  const decades = decadesAround(times);
  const x = logScale([sizes[0] / 1.5, sizes[sizes.length - 1] * 1.5], [area.left, area.right]);
  const y = logScale([decades[0], decades[decades.length - 1]], [area.bottom, area.top]);
  return [
    text(10, 20, title, 'start', ' font-weight="600"'),
    ...sizes.map((size) => text(x(size), area.bottom + 16, shortened(size), 'middle')),
    ...decades.map((time) => gridLine(y(time)) + text(area.left - 6, y(time) + 4, `${time} ms`, 'end')),
    ...Object.entries(sides).map(([side, { colour }]) => {
      const known = points.flatMap((point) => {
        const time = point[/** @type {Side} */ (side)];
        return time === undefined ? [] : [`${x(point.customers)},${y(time)}`];
      });
      return curve(known, colour);
    }),
  ].join('');
}

/** The powers of ten from the one below the values to the one above. @param {number[]} values */
function decadesAround(values) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: high - low + 1 }, (_, index) => Number(`1e${low + index}`));
}

/** @param {[number, number]} domain @param {[number, number]} range @returns {(value: number) => number} */
const logScale = ([low, high], [from, to]) => {
  const length = Math.log(high / low);
  return (value) => Math.round(10 * (from + (Math.log(value / low) / length) * (to - from))) / 10;
};

/** @param {string[]} points @param {string} colour */
const curve = (points, colour) =>
  `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>` +
  points.map((point) => dot(point, colour)).join('');

/** @param {string} point @param {string} colour */
function dot(point, colour) {
  const [x, y] = point.split(',');
  return `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`;
}

/** @param {number} y */
const gridLine = (y) => `<line x1="${area.left}" x2="${area.right}" y1="${y}" y2="${y}" stroke="#e6e8eb"/>`;

const legend = () =>
  Object.values(sides)
    .map(
      ({ colour, words }, index) => dot(`${16 + index * 100},20`, colour) + text(26 + index * 100, 24, words),
    )
    .join('') + text(226, 24, 'Median time against the number of customers, each with ten events');

/** @param {number} x @param {number} y @param {string} words */
const text = (x, y, words, anchor = 'start', more = '') =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#24292f"${more}>${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;

const shortened = (/** @type {number} */ n) => (n >= 1e6 ? `${n / 1e6} M` : `${n / 1000} k`);
