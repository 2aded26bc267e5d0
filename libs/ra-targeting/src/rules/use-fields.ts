import { useQuery } from '@tanstack/react-query';
import type { Catalogue, Names } from 'nest-targeting/rules';
import { useMemo, useState } from 'react';
import type { Fields } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { catalogueOf } from './catalogue.js';
import { outlineOf, type Outline } from './outline.js';
import { type Moment, readTree, type ReadTree } from './read-tree.js';
import { useNames } from './use-names.js';

/** What rules may ask, or why that is not known. */
export function useFieldsAnswer() {
  const targeting = useTargeting();
  return useQuery({
    queryKey: ['fields'],
    queryFn: ({ signal }) => targeting.fields({ signal }),
    staleTime: 60_000,
  });
}

/** What rules may ask; undefined until it is known. */
export const useFields = (): Fields | undefined => useFieldsAnswer().data;

/** A tree as the engine reads it: its sentence, or its faults. Undefined until the fields are known. */
export const useReadTree = (tree: unknown): ReadTree | undefined => useReading(readTree, tree);

/** A tree as it is shown to be read: rule by rule in words. Undefined until the fields are known. */
export const useOutline = (tree: unknown): Outline | undefined => useReading(outlineOf, tree);

/** @param read the same function always */
function useReading<T>(
  read: (tree: unknown, catalogue: Catalogue, names: Names, moment: Moment) => T,
  tree: unknown,
): T | undefined {
  const fields = useFields();
  const names = useNames();
  const [now] = useState(() => Date.now());
  const timeZone = fields?.time_zone ?? 'UTC';
  const catalogue = useMemo(() => fields && catalogueOf(fields), [fields]);
  return useMemo(
    () => catalogue && read(tree, catalogue, names, { now, timeZone }),
    [read, tree, catalogue, names, now, timeZone],
  );
}

/** Each of the outermost rules in words; empty while something is wrong. */
export function useRuleTexts(tree: unknown): string[] {
  return useReadTree(tree)?.parts ?? [];
}
