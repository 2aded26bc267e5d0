import { RE2JS } from 're2js';
import { fold } from './fold.js';
import type { Input } from './input.js';

/** A regular expression that PostgreSQL and JavaScript read alike; it is matched against folded text. */
export interface Pattern {
  /** The normalised expression, as PostgreSQL gets it. */
  readonly source: string;
  test(foldedText: string): boolean;
}

/**
 * Reads the common part of the two dialects: literals, `.`, classes, `\d \w \s`, groups, `|`, `^ $` and the quantifiers.
 * What they read differently (look-around, back references, word boundaries, inline flags) is refused. In memory it runs on
 * RE2, whose time is linear in the text.
 */
export function parsePattern(input: Input): Pattern {
  const source = new PatternParser(input).parse();
  const compiled = RE2JS.compile(source, RE2JS.DOTALL);
  return { source, test: (text) => compiled.matcher(text).find() };
}

const classes: Record<string, string> = { d: '0-9', w: 'a-z0-9_', s: ' \\t\\n\\r\\f\\v' };
const controls: Record<string, string> = { t: '\\t', n: '\\n', r: '\\r' };
const mostRepeats = 100;
/** Characters and classes of a pattern with its repeats written out: PostgreSQL takes seconds to read some thousand. */
const mostParts = 250;
const widestRange = 1_000;

const tooLarge = `With its repeats written out it must have at most ${mostParts} characters and classes`;

/** A part of the normalised expression, and how large it is with its repeats written out. */
interface Part {
  readonly source: string;
  readonly size: number;
}

class PatternParser {
  private readonly characters: string[];
  private position = 0;

  constructor(private readonly input: Input) {
    this.characters = [...input.nonEmptyText(input.limits.pattern)];
  }

  parse(): string {
    const { source, size } = this.alternatives();
    if (this.position < this.characters.length) this.refuse('There is a ) too many');
    if (size > mostParts) this.refuse(tooLarge);
    return source;
  }

  private alternatives(): Part {
    const branches = [this.sequence()];
    while (this.take('|')) branches.push(this.sequence());
    return {
      source: branches.map(({ source }) => source).join('|'),
      size: branches.reduce((sum, { size }) => sum + size, 0),
    };
  }

  private sequence(): Part {
    let source = '';
    let size = 0;
    while (this.position < this.characters.length && this.peek() !== '|' && this.peek() !== ')') {
      const item = this.quantified();
      source += item.source;
      size += item.size;
    }
    if (source === '') this.refuse('An alternative is empty');
    return { source, size };
  }

  private quantified(): Part {
    if (this.take('^')) return this.anchor('^');
    if (this.take('$')) return this.anchor('$');
    const atom = this.atom();
    const { source, most } = this.quantifier();
    // Whether as much or as little as possible is taken does not change whether there is a match.
    if (source) this.take('?');
    if (this.isQuantifier()) this.refuse('Two quantifiers follow each other');
    const size = atom.size * most;
    if (size > mostParts) this.refuse(tooLarge);
    return { source: atom.source + source, size };
  }

  private anchor(source: string): Part {
    if (this.isQuantifier()) this.refuse('An anchor cannot be repeated');
    return { source, size: 1 };
  }

  private atom(): Part {
    const character = this.next();
    if (character === '(') return this.group();
    if (character === '[') return { source: this.characterClass(), size: 1 };
    if (character === '.') return { source: '.', size: 1 };
    if (character === '\\') return { source: this.escape(), size: 1 };
    if ('*+?{}]'.includes(character))
      this.refuse(`A ${character} that should be itself is written \\${character}`);
    return { source: literal(fold(character)), size: 1 };
  }

  private group(): Part {
    if (this.take('?') && !this.take(':'))
      this.refuse('Groups that begin with (? are not supported, but for (?:');
    const inner = this.alternatives();
    if (!this.take(')')) this.refuse('A ) is missing');
    return { source: `(?:${inner.source})`, size: inner.size };
  }

  private escape(): string {
    const character = this.next();
    if (classes[character]) return `[${classes[character]}]`;
    if (classes[character.toLowerCase()]) return `[^${classes[character.toLowerCase()]}]`;
    return controls[character] ?? this.escapedLiteral(character);
  }

  private escapedLiteral(character: string): string {
    if (/[a-z0-9]/i.test(character)) this.refuse(`\\${character} is not supported`);
    return literal(fold(character));
  }

  private characterClass(): string {
    const negated = this.take('^') ? '^' : '';
    let items = '';
    do items += this.classItem();
    while (!this.take(']'));
    return `[${negated}${items}]`;
  }

  private classItem(): string {
    const escaped = this.peek() === '\\' && classes[this.characters[this.position + 1] ?? ''];
    if (escaped) {
      this.position += 2;
      return escaped;
    }
    const first = this.classCharacter();
    if (this.peek() !== '-' || this.characters[this.position + 1] === ']') return literal(fold(first));
    this.position++;
    return this.range(first.codePointAt(0)!, this.classCharacter().codePointAt(0)!);
  }

  private classCharacter(): string {
    const character = this.next();
    if (character === '[') this.refuse('A [ within [] is written \\[');
    if (character !== '\\') return character;
    const escaped = this.next();
    const control = { t: '\t', n: '\n', r: '\r' }[escaped];
    if (!control && /[a-z0-9]/i.test(escaped)) this.refuse(`\\${escaped} within [] is not supported`);
    return control ?? escaped;
  }

  /** Each code point is folded by itself: `[A-Z]` means `[a-z]`. */
  private range(first: number, last: number): string {
    if (first > last) this.refuse('A range runs from the lower to the higher character');
    if (last - first > widestRange) this.refuse(`A range must have at most ${widestRange} characters`);
    const folded = new Set<string>();
    for (let point = first; point <= last; point++) folded.add(fold(String.fromCodePoint(point)));
    return [...folded].map(literal).join('');
  }

  private quantifier(): { source: string; most: number } {
    for (const symbol of ['*', '+', '?']) if (this.take(symbol)) return { source: symbol, most: 1 };
    return this.take('{') ? this.counted() : { source: '', most: 1 };
  }

  private counted(): { source: string; most: number } {
    const rest = this.characters.slice(this.position).join('');
    const match = /^([0-9]{1,4})(,([0-9]{0,4}))?\}/.exec(rest);
    if (!match) return this.refuse('A quantifier is written {2}, {2,} or {2,5}');
    this.position += match[0].length;
    const low = Number(match[1]);
    const high = match[3] ? Number(match[3]) : low;
    if (high < low || high > mostRepeats)
      this.refuse(`A quantifier counts up to ${mostRepeats}, the lower bound first`);
    const source = match[2] === undefined ? `{${low}}` : match[3] ? `{${low},${high}}` : `{${low},}`;
    return { source, most: Math.max(high, 1) };
  }

  private isQuantifier(): boolean {
    return ['*', '+', '?', '{'].includes(this.peek());
  }

  private peek(): string {
    return this.characters[this.position] ?? '';
  }

  private next(): string {
    return this.characters[this.position++] ?? this.refuse('It ends too early');
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position++;
    return true;
  }

  private refuse(why: string): never {
    return this.input.refuse(
      'invalid_pattern',
      `This is no regular expression that can be used here. ${why}.`,
    );
  }
}

const literal = (text: string): string =>
  [...text]
    .map((character) => (/[\\^$.|?*+()[\]{}-]/.test(character) ? `\\${character}` : character))
    .join('');
