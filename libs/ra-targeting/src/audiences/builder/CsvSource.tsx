import { Box, FormHelperText } from '@mui/material';
import { useEffect } from 'react';
import { useInput, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import type { CustomerList } from '../../data-provider/types.js';
import { useTargeting } from '../../data-provider/use-targeting.js';
import { CsvImportPanel } from '../../imports/CsvImportPanel.js';
import { type CsvImport, useCsvImport } from '../../imports/use-csv-import.js';
import { useMadeLists } from './MadeLists.js';

type ListsOf = Record<'include_lists' | 'exclude_lists', number[] | undefined>;

interface CsvSourceProps {
  /** Where the list that is made of the file goes. */
  source: keyof ListsOf;
  label: string;
}

/** Makes a list of a CSV file and puts it into the audience, which need not be saved for that. */
export function CsvSource({ source, label }: CsvSourceProps) {
  const translate = useTranslate();
  const targeting = useTargeting();
  const made = useMadeLists();
  const { getValues, setValue } = useFormContext<ListsOf>();
  // Asked for when it is needed: others may have been picked while the import went on.
  const change = (edit: (ids: number[]) => number[]) =>
    setValue(source, edit(getValues(source) ?? []), { shouldDirty: true });
  const csv = useCsvImport(
    async (file) => {
      const name = file.name.slice(0, 200);
      const { data: list } = await targeting.create<CustomerList>('lists', { data: { name } });
      made.add(list.id);
      // Left meanwhile, the builder has taken it back itself.
      const discard = async () =>
        made.delete(list.id) && targeting.delete('lists', { id: list.id, previousData: list });
      return { resource: 'lists', id: list.id, discard };
    },
    (_, { id }) => change((ids) => [...ids, Number(id)]),
  );
  const listId = csv.record?.list_id;
  const unfinished = unfinishedOf(csv);
  const { isRefused, ref } = useUnfinished(`${source}_csv`, unfinished);
  return (
    <Box ref={ref} tabIndex={-1} sx={{ outline: 0 }}>
      {/* Above, since what is below may lie behind the bar that saves. */}
      {isRefused && unfinished && (
        <FormHelperText error role="alert" sx={{ mb: 0.5 }}>
          {translate(`targeting.csv.unfinished.${unfinished}`)}
        </FormHelperText>
      )}
      <CsvImportPanel
        csv={csv}
        label={label}
        onUndo={() => change((ids) => ids.filter((id) => id !== listId))}
      />
    </Box>
  );
}

/**
 * Why the file keeps the audience from being saved, if it does: a refused one is not in, and one that is being taken back is
 * neither in nor out.
 */
function unfinishedOf({ isBusy, isUndoing, chosen, error }: CsvImport) {
  if (isBusy) return 'running';
  if (isUndoing) return 'undoing';
  if (chosen) return 'chosen';
  return error === undefined ? '' : 'refused';
}

/** A field of the form, so that nothing is saved, and nobody leaves unasked, while a file is neither in nor out. */
function useUnfinished(source: string, unfinished: string) {
  const { field, fieldState } = useInput<string | undefined>({
    source,
    parse: (value: string) => value || undefined,
    validate: () => unfinished,
  });
  useEffect(() => {
    if (field.value !== unfinished) field.onChange(unfinished);
  });
  return { isRefused: Boolean(fieldState.error), ref: field.ref };
}
