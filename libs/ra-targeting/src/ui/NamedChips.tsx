import { Chip, type ChipProps } from '@mui/material';
import { type Identifier, type RaRecord, useGetManyAggregate } from 'react-admin';

interface NamedChipsProps {
  resource: string;
  ids: readonly Identifier[];
  color?: ChipProps['color'];
}

/** The names of what is referred to, each as a chip; those of a whole page of rows are asked for at once. */
export function NamedChips({ resource, ids, color }: NamedChipsProps) {
  const { data } = useGetManyAggregate<RaRecord & { name?: string; email?: string }>(
    resource,
    { ids: [...ids] },
    { enabled: ids.length > 0 },
  );
  return (
    <>
      {ids.map((id) => {
        const record = data?.find((one) => String(one?.id) === String(id));
        return (
          <Chip
            key={id}
            size="small"
            variant="outlined"
            color={color}
            label={record?.name ?? record?.email ?? `#${id}`}
          />
        );
      })}
    </>
  );
}
