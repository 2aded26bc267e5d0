import type { ReactNode } from 'react';
import { type Identifier, useGetMany } from 'react-admin';
import { PickedRow } from './PickedRow.js';
import type { Found } from './use-found.js';

export interface PickedRowsProps {
  /** An array of ids. */
  source: string;
  reference: string;
  icon: ReactNode;
  /** Message key of what one of them is, e.g. `targeting.kind.segment`. */
  kind: string;
  /** What stands at the end of a row, e.g. how many it brings in. */
  end?: (id: Identifier, record?: Found) => ReactNode;
  /** What there is to say about a place of the array. */
  hint?: (path: string) => ReactNode;
  /** Those that are asked for together. */
  ids: readonly Identifier[];
  /** The place of the first of them in the array. */
  from: number;
  onRemove: (id: Identifier) => void;
}

/** Some of what is picked, by their names. */
export function PickedRows({ ids, from, onRemove, source, reference, end, hint, ...kind }: PickedRowsProps) {
  const { data: records } = useGetMany<Found>(reference, { ids: [...ids] });
  const recordOf = (id: Identifier) => records?.find((one) => String(one?.id) === String(id));
  return ids.map((id, index) => {
    const path = `${source}[${from + index}]`;
    return (
      <PickedRow
        key={id}
        {...kind}
        id={id}
        record={recordOf(id)}
        isKnown={!records || Boolean(recordOf(id))}
        end={end?.(id, recordOf(id))}
        path={path}
        hint={hint?.(path)}
        onRemove={() => onRemove(id)}
      />
    );
  });
}
