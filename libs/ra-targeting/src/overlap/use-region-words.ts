import { useLocaleState, useTranslate } from 'react-admin';
import type { Region } from '../data-provider/overlap-methods.js';
import { useNumber } from '../ui/use-number.js';
import type { Compared } from './UpSetPlot.js';

const LEAST = 0.001;

/** To a tenth of a percent; what is there is never said to be nothing. */
export function shareInWords(share: number, locale?: string): string {
  const shown = share > 0 && share < LEAST ? LEAST : share;
  const percent = shown.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
  return shown === share ? percent : `< ${percent}`;
}

/** Puts regions into words: in which segments, in none of which, and how many. */
export function useRegionWords(segments: readonly Compared[], union: number) {
  const translate = useTranslate();
  const number = useNumber();
  const [locale] = useLocaleState();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const namesOf = (keep: (id: number) => boolean) =>
    list.format(segments.filter(({ id }) => keep(id)).map(({ name }) => `“${name}”`));
  const share = (count: number) => shareInWords(union === 0 ? 0 : count / union, locale);
  const place = (region: Region) => {
    const isIn = (id: number) => region.in.includes(id);
    const kind = segments.every(({ id }) => isIn(id)) ? 'all' : region.in.length === 1 ? 'only' : 'some';
    return translate(`targeting.overlap.region.${kind}`, {
      names: namesOf(isIn),
      others: namesOf((id) => !isIn(id)),
    });
  };
  const size = ({ count }: Region) =>
    translate('targeting.overlap.size', { smart_count: count, count: number(count), share: share(count) });
  const names = (region: Region) => namesOf((id) => region.in.includes(id));
  return { place, names, size, share, label: (region: Region) => `${place(region)}: ${size(region)}` };
}
