import PersonOutlined from '@mui/icons-material/PersonOutlined';
import { Alert, Box } from '@mui/material';
import { type Identifier, useRecordContext, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import type { Matched } from '../data-provider/types.js';
import { PasteInput } from './PasteInput.js';
import { PickedInput } from './PickedInput.js';
import { RememberedInput } from './RememberedInput.js';

interface HandPicked {
  customers?: Identifier[];
  emails?: string[];
}

/** Whom a list or a fixed segment names by hand: found by name, pasted, or remembered by an address. */
export function HandPickedInput() {
  const translate = useTranslate();
  const record = useRecordContext<HandPicked & { id: number }>();
  const { getValues, setValue } = useFormContext<HandPicked>();
  // The API does not tell so many; what the form does not have it must not replace.
  if (record?.id !== undefined && record.customers === undefined)
    return <Alert severity="info">{translate('targeting.picking.tooMany')}</Alert>;
  const add = <T extends Identifier>(source: keyof HandPicked, values: readonly T[]) => {
    const before = (getValues(source) ?? []) as T[];
    const known = new Set(before.map(String));
    const added = values.filter((value) => !known.has(String(value)));
    setValue(source, [...before, ...new Set(added)] as never, { shouldDirty: true });
  };
  const take = (matched: readonly Matched[]) => {
    const found = matched.filter(({ outcome }) => outcome === 'found');
    add(
      'customers',
      found.flatMap(({ customers }) => customers.map(({ id }) => id)),
    );
  };
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <PickedInput
        source="customers"
        reference="customers"
        kind="targeting.kind.customer"
        label="targeting.lists.addCustomer"
        icon={<PersonOutlined />}
      />
      <PasteInput onFound={take} onRemember={(addresses) => add('emails', addresses)} />
      <RememberedInput />
    </Box>
  );
}
