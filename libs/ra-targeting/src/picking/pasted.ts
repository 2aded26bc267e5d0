/** Whatever addresses and ids come divided by, and addresses as mail programs write them: `Ann Lee <ann@example.com>`. */
export function pastedIdentifiers(text: string): string[] {
  const found = text.split(/[\n\r,;\t]+/).flatMap((part) => {
    const bracketed = /<([^<>]+)>/.exec(part)?.[1];
    return bracketed === undefined ? part.split(/\s+/) : [bracketed.trim()];
  });
  const unique = new Map(found.filter(Boolean).map((each) => [each.toLowerCase(), each]));
  return [...unique.values()];
}
