/**
 * The one folding of text: NFC, then lower case per code point, whatever stands beside it.
 * The same as the SQL function `targeting.fold`.
 */
export function fold(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFC')) folded += lower(character);
  return folded;
}

/** The dotted capital I is the only code point whose full lower case has two; its simple one is `i`. */
const lower = (character: string): string => (character === 'İ' ? 'i' : character.toLowerCase());
