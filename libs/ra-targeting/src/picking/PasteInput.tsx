import { Box, Button, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useInput, useTranslate } from 'react-admin';
import type { Matched } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import { pastedIdentifiers } from './pasted.js';
import { PasteResult } from './PasteResult.js';

interface PasteInputProps {
  onFound: (matched: readonly Matched[]) => void;
  /** Takes addresses that nobody has yet. */
  onRemember: (addresses: string[]) => void;
}

const AT_ONCE = 10_000;

/** Many addresses or ids at once: who they name is found and added, what names nobody is shown. */
export function PasteInput({ onFound, onRemember }: PasteInputProps) {
  const translate = useTranslate();
  const targeting = useTargeting();
  // A field of the form, so that nothing is saved while something pasted has not been looked at.
  const { field, fieldState } = useInput<{ id: number }>({
    source: 'pasted',
    defaultValue: '',
    validate: (text?: string) => (text?.trim() ? 'targeting.paste.pending' : undefined),
  });
  const text = (field.value as string | undefined) ?? '';
  const find = useMutation({
    mutationFn: async (identifiers: string[]) => {
      const matched: Matched[] = [];
      for (let from = 0; from < identifiers.length; from += AT_ONCE)
        matched.push(...(await targeting.matchCustomers(identifiers.slice(from, from + AT_ONCE))));
      return matched;
    },
    onSuccess: (matched) => {
      onFound(matched);
      field.onChange('');
    },
  });
  const identifiers = pastedIdentifiers(text);
  const message = fieldState.error?.message;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <TextField
        {...field}
        value={text}
        label={translate('targeting.paste.label')}
        helperText={
          find.error?.message ?? (message ? translate(plain(message)) : translate('targeting.paste.hint'))
        }
        error={Boolean(message) || Boolean(find.error)}
        multiline
        minRows={3}
        maxRows={12}
        margin="none"
      />
      <div>
        <Button
          size="small"
          variant="outlined"
          disabled={identifiers.length === 0 || find.isPending}
          onClick={() => find.mutate(identifiers)}
        >
          {translate('targeting.paste.find')}
        </Button>
      </div>
      <div aria-live="polite">
        {find.data && <PasteResult matched={find.data} onRemember={onRemember} onClose={find.reset} />}
      </div>
    </Box>
  );
}

/** Errors are marked by react-admin. */
const plain = (message: string) => message.replace(/^@@react-admin@@"?|"$/g, '');
