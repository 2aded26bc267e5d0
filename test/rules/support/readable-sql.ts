const breakBefore = /^(FROM|WHERE|GROUP BY|HAVING|AND|OR|WHEN|ELSE|END|NOT EXISTS|EXISTS)\b/;

/** SQL on lines that people can read. Only blanks outside of quotes become line breaks, and none is taken away. */
export function readableSql(sql: string): string {
  let text = '';
  let depth = 0;
  let inBetween = false;
  for (let index = 0; index < sql.length; index++) {
    const quoted = /^("(?:[^"]|"")*"|'(?:[^']|'')*')/.exec(sql.slice(index))?.[0];
    if (quoted) {
      text += quoted;
      index += quoted.length - 1;
      continue;
    }
    const character = sql[index]!;
    if (character === '(') depth++;
    if (character === ')') depth--;
    const keyword = character === ' ' ? breakBefore.exec(sql.slice(index + 1))?.[0] : undefined;
    if (sql.startsWith(' BETWEEN', index)) inBetween = true;
    const staysInLine = !keyword || (keyword === 'AND' && inBetween) || /(AND|OR|NOT|\()$/.test(text);
    if (keyword === 'AND') inBetween = false;
    text += staysInLine ? character : `\n${'  '.repeat(depth + 1)}`;
  }
  return `  ${text}`;
}

/** What `readableSql` was made of. */
export const asOneLine = (text: string): string => text.slice(2).replace(/\n */g, ' ');
