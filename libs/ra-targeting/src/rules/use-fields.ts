import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Fields } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { catalogueOf } from './catalogue.js';
import { readTree, type ReadTree } from './read-tree.js';
import { useNames } from './use-names.js';

/** What rules may ask; undefined until it is known. */
export function useFields(): Fields | undefined {
  const targeting = useTargeting();
  const { data } = useQuery({
    queryKey: ['fields'],
    queryFn: ({ signal }) => targeting.fields({ signal }),
    staleTime: 60_000,
  });
  return data;
}

/** A tree as the engine reads it: its sentence, or its faults. Undefined until the fields are known. */
export function useReadTree(tree: unknown): ReadTree | undefined {
  const fields = useFields();
  const names = useNames();
  const [now] = useState(() => Date.now());
  const timeZone = fields?.time_zone ?? 'UTC';
  const catalogue = useMemo(() => fields && catalogueOf(fields), [fields]);
  return useMemo(
    () => catalogue && readTree(tree, catalogue, names, { now, timeZone }),
    [tree, catalogue, names, now, timeZone],
  );
}

/** Each of the outermost rules in words; empty while something is wrong. */
export function useRuleTexts(tree: unknown): string[] {
  return useReadTree(tree)?.parts ?? [];
}
