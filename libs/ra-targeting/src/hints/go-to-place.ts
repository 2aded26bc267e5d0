/** Brings into sight and focus what stands at a path of the form, or what is nearest around it. */
export function goToPlace(path: string): void {
  const place = placesAround(path)
    .map((each) => document.querySelector<HTMLElement>(`[data-path="${CSS.escape(each)}"]`))
    .find((element) => element !== null);
  if (!place) return;
  place.scrollIntoView({ block: 'center' });
  place
    .querySelector<HTMLElement>('input, select, textarea, [role=combobox], button')
    ?.focus({ preventScroll: true });
}

/** `conditions.rules[1].value`, `conditions.rules[1]`, `conditions.rules`, `conditions`. */
export function placesAround(path: string): string[] {
  const shorter = path.replace(/(\.[^.[\]]+|\[\d+\])$/, '');
  return shorter === path ? [path] : [path, ...placesAround(shorter)];
}
