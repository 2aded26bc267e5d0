import type { SizePoint } from '../data-provider/history-types.js';

interface Picture {
  now: number;
  width: number;
  height: number;
}

/** Draws sizes as steps, from the first of them to now: a size holds until the next one. */
export function stepsOf(points: readonly SizePoint[], { now, width, height }: Picture) {
  const times = timesOf(points, now);
  const start = times[0] ?? now;
  const length = Math.max(1, now - start);
  const most = Math.max(1, ...points.map(({ count }) => count));
  const places = points.map(({ count }, index) => {
    const x = ((times[index]! - start) / length) * width;
    const end = (((times[index + 1] ?? now) - start) / length) * width;
    // The topmost line lies within the picture as a whole.
    return { x, width: Math.max(0, end - x), y: height - (count / most) * (height - 4) };
  });
  const line = places
    .map(({ x, y, width: long }, index) => `${index === 0 ? 'M' : 'L'}${at(x)},${at(y)} H${at(x + long)}`)
    .join(' ');
  return { places, line, area: `${line} V${height} H0 Z` };
}

/** A clock may have been put back: what was recorded later is drawn no earlier. */
function timesOf(points: readonly SizePoint[], now: number): number[] {
  const times: number[] = [];
  for (const { at } of points) times.push(Math.min(now, Math.max(Date.parse(at), times.at(-1) ?? 0)));
  return times;
}

const at = (place: number): string => place.toFixed(1);
