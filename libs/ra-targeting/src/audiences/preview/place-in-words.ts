/** `include_segments[1]` of an audience in words. */
export function placeInWords(path: string, translate: (key: string, options?: object) => string): string {
  const [field = path, index] = path.split(/[.[\]]/);
  const name = translate(`resources.audiences.fields.${field}`, { _: field });
  return index && /^\d+$/.test(index)
    ? translate('targeting.reach.place', { name, number: Number(index) + 1 })
    : name;
}
