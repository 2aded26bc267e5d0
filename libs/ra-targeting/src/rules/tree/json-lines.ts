/** Where the parts of a JSON text stand. */
export interface JsonLines {
  /** Line of each value, counted from one, by its path such as `conditions.rules[1].value`. */
  lines: ReadonlyMap<string, number>;
  /** Line of the first thing that is no JSON. */
  brokenAt?: number;
}

const token = /\s*(?:("(?:[^"\\\n]|\\.)*")|([{}[\],:])|([^\s{}[\],:"]+))/y;

/** Reads a JSON text for the places of its values; what they are is the business of `JSON.parse`. */
export function jsonLines(text: string, root = 'conditions'): JsonLines {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;

  /** The next token, and past it. */
  function next(): string {
    token.lastIndex = at;
    const found = token.exec(text);
    const [whole = text.slice(at)] = found ?? [];
    const gap = whole.length - whole.trimStart().length;
    line += newlines(whole.slice(0, gap));
    if (!found) throw new SyntaxError();
    at += whole.length;
    return whole.slice(gap);
  }

  function expect(found: string, ...wanted: string[]): string {
    if (!wanted.includes(found)) throw new SyntaxError();
    return found;
  }

  function value(path: string, first = next()): void {
    lines.set(path, line);
    if (first === '{') return object(path);
    if (first === '[') return array(path);
    JSON.parse(first);
  }

  function object(path: string): void {
    let name = next();
    while (name !== '}') {
      const key = JSON.parse(name) as string;
      expect(next(), ':');
      value(`${path}.${key}`);
      if (expect(next(), ',', '}') === '}') return;
      name = next();
      if (name === '}') throw new SyntaxError();
    }
  }

  function array(path: string): void {
    let first = next();
    for (let index = 0; first !== ']'; index++) {
      value(`${path}[${index}]`, first);
      if (expect(next(), ',', ']') === ']') return;
      first = next();
      if (first === ']') throw new SyntaxError();
    }
  }

  try {
    value(root);
    if (text.slice(at).trim() === '') return { lines };
    next();
    return { lines, brokenAt: line };
  } catch {
    return { lines, brokenAt: line };
  }
}

/** The line of a path, or of the nearest part around it that is there. */
export function lineOf({ lines }: JsonLines, path: string): number {
  for (let around = path; around !== ''; around = around.replace(/(\.[^.[\]]*|\[\d+\])$/, '')) {
    const line = lines.get(around);
    if (line !== undefined) return line;
    if (!/[.[]/.test(around)) break;
  }
  return 1;
}

const newlines = (text: string) => text.split('\n').length - 1;
