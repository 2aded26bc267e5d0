/** @typedef {{ customers: number, ours?: number, reference?: number }} Point */

const width = 300;
const height = 190;
const left = 52;
const right = 14;
const top = 40;
const bottom = 26;
const perRow = 3;
const colours = { reference: '#8a8f98', ours: '#1f6feb' };

/** Cost against size, a panel for each work, both axes logarithmic. @param {any[]} results by ascending size */
export function chartOf(results) {
  const panels = [...seriesOf(results)];
  const rows = Math.ceil(panels.length / perRow);
  const body = panels.map(([title, points], index) => panel(title, points, index)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${perRow * width} ${rows * height + 34}" font-family="system-ui, sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
<g transform="translate(${left}, 20)">${legend()}</g>
<g transform="translate(0, 30)">
${body}
</g>
</svg>
`;
}

/** @param {any[]} results @returns {Map<string, Point[]>} by title */
function seriesOf(results) {
  const series = new Map();
  for (const { customers, lines } of results)
    for (const { title, ours, reference } of lines) {
      if (!series.has(title)) series.set(title, []);
      series.get(title).push({ customers, ours: ours?.median, reference: reference?.median });
    }
  return series;
}

/** @param {string} title @param {Point[]} points @param {number} index */
function panel(title, points, index) {
  const x = scale(
    points.map(({ customers }) => customers),
    left,
    width - right,
  );
  const times = points
    .flatMap(({ ours, reference }) => [ours, reference])
    .filter((time) => time !== undefined);
  const y = scale(times, height - bottom, top);
  const ticks = [
    ...x.ticks.map((n) => text(x.at(n), height - 8, shortened(n), 'middle')),
    ...y.ticks.map(
      (n) =>
        `<line x1="${left}" x2="${width - right}" y1="${y.at(n)}" y2="${y.at(n)}" stroke="#e6e8eb"/>` +
        text(left - 6, y.at(n) + 4, `${n >= 1 ? n.toLocaleString('en') : n} ms`, 'end'),
    ),
  ];
  const lines = ['reference', 'ours'].map((side) =>
    line(
      points
        .filter((point) => point[side] !== undefined)
        .map((point) => [x.at(point.customers), y.at(point[side])]),
      colours[side],
    ),
  );
  const place = `translate(${(index % perRow) * width}, ${Math.floor(index / perRow) * height})`;
  return `<g transform="${place}">${text(left, 26, title, 'start', 'font-weight="600"')}${ticks.join('')}${lines.join('')}</g>`;
}

/** From the power of ten below the values to the one above. @param {number[]} values @param {number} from @param {number} to */
function scale(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    at: (/** @type {number} */ value) =>
      round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
  };
}

/** @param {[number, number][]} points @param {string} colour */
function line(points, colour) {
  const path = points.map((point) => point.join(',')).join(' ');
  const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`).join('');
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}`;
}

const legend = () =>
  Object.entries({ reference: 'SQL by hand', ours: 'ours' })
    .map(
      ([side, words], index) =>
        `<circle cx="${index * 110}" cy="-4" r="4" fill="${colours[side]}"/>${text(index * 110 + 9, 0, words)}`,
    )
    .join('') + text(190, 0, 'median, against the number of customers');

/** @param {number} x @param {number} y @param {string} words */
function text(x, y, words, anchor = 'start', more = '') {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#24292f" ${more}>${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;
}

const shortened = (/** @type {number} */ n) =>
  n >= 1e6 ? `${n / 1e6} m` : n >= 1000 ? `${n / 1000} k` : String(n);
const round = (/** @type {number} */ n) => Math.round(n * 10) / 10;
