/** So many answers of each function are remembered; then it begins anew. */
const most = 5_000;

/** Remembers the answers of a pure function: the calendar is asked for the same few days over and over, and answers slowly. */
export function remembered<A extends readonly (string | number)[], R>(ask: (...of: A) => R): (...of: A) => R {
  const known = new Map<string, R>();
  return (...of) => {
    const key = of.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = ask(...of);
    if (known.size >= most) known.clear();
    known.set(key, answer);
    return answer;
  };
}
