/** @typedef {import('./lines.mjs').Line} Line */

/** What is printed at the end. @param {import('./results.mjs').Results} results */
export function reportOf({ customers, machine, form, memory, agreed, lines }) {
  return `
${whole(customers)} customers, ${whole(customers * 10)} events; ${machine.cores} × ${machine.cpu}, ${megabytes(machine.memory)}, Node.js ${machine.node}

${tableOf(lines)}

The reference is the fastest SQL by hand (the audience: ${form}), on the same server, in turns; CPU is our CPU time to its, of the server and the application. The bars are for 1,000,000 customers and more.
Memory of the application: ${megabytes(memory.warm)}; with SQL alone: ${megabytes(memory.plain)}.
${agreementOf(agreed, lines)}`;
}

/** @param {import('./results.mjs').Results['agreed']} agreed @param {Line[]} lines */
function agreementOf({ counts, differences }, lines) {
  const all = [
    ...differences.map((text) => `the audience: ${text}`),
    ...lines.flatMap((line) => line.differences.map((text) => `${line.title}: ${text}`)),
  ];
  if (all.length > 0) return `\nWRONG: the methods differ.\n${all.join('\n')}`;
  const methods = Object.entries(counts);
  return `All methods gave the same numbers. The audience has ${whole(methods[0][1])} by ${methods.length} methods: ${methods.map(([name]) => name).join('; ')}.`;
}

const columns = ['work', 'of', 'reference ms', 'ours ms', 'p95', 'ratio', 'CPU', 'memory', 'bar', 'verdict'];
const toTheLeft = new Set(['work', 'bar', 'verdict']);

/** @param {Line[]} lines */
function tableOf(lines) {
  const rows = [columns, ...lines.map(cellsOf)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (/** @type {string} */ cell, /** @type {number} */ column) =>
    toTheLeft.has(columns[column]) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  const [head, ...body] = rows.map((row) => row.map(pad).join('  ').trimEnd());
  return [head, '-'.repeat(Math.max(...body.map((row) => row.length))), ...body].join('\n');
}

/** @param {Line} line @returns {string[]} */
function cellsOf({ title, reference, ours, ratio, cpuRatio, growth, bar, met, note, answer, differences }) {
  const verdict = met === undefined ? '' : met ? 'met' : 'missed';
  return [
    title,
    typeof answer === 'number' ? whole(answer) : '',
    reference ? milliseconds(reference.median) : '',
    ours ? milliseconds(ours.median) : '',
    ours ? milliseconds(ours.p95) : '',
    ratio === undefined ? '' : timesOf(ratio),
    cpuRatio === undefined ? '' : timesOf(cpuRatio),
    growth === undefined ? '' : `+${megabytes(growth)}`,
    bar,
    differences.length > 0 ? 'WRONG' : (note ?? verdict),
  ];
}

const whole = (/** @type {number} */ n) => Math.round(n).toLocaleString('en');
const megabytes = (/** @type {number} */ bytes) => `${whole(bytes / 2 ** 20)} MB`;

/** @param {number} value */
function milliseconds(value) {
  if (value >= 100) return whole(value);
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** @param {number} ratio */
function timesOf(ratio) {
  const inverse = 1 / ratio;
  return ratio >= 0.5
    ? `${ratio.toFixed(ratio < 10 ? 2 : 0)}×`
    : `1/${inverse.toFixed(inverse < 10 ? 1 : 0)}`;
}
