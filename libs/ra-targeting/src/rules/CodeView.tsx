import { Box, TextField } from '@mui/material';
import type { RuleFault } from 'nest-targeting/rules';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

interface CodeViewProps {
  value: unknown;
  faults: readonly RuleFault[];
  onChange: (tree: unknown) => void;
}

/** The tree as JSON. What is no JSON (yet) is kept as its text, which no segment can be saved with. */
export function CodeView({ value, faults, onChange }: CodeViewProps) {
  const translate = useTranslate();
  const [draft, setDraft] = useState(() => written(value));
  const { tree, problem } = parsed(draft);
  const text = sameJson(tree, value) ? draft : written(value);
  const messages = problem
    ? [translate('targeting.rules.builder.noJson', { message: problem })]
    : faults.map(({ path, message }) => `${path}: ${message}`);
  return (
    <TextField
      fullWidth
      multiline
      minRows={12}
      margin="none"
      value={text}
      error={messages.length > 0}
      onChange={({ target }) => {
        setDraft(target.value);
        onChange(parsed(target.value).tree);
      }}
      helperText={
        <Box component="span" role="status" sx={{ whiteSpace: 'pre-line' }}>
          {messages.join('\n')}
        </Box>
      }
      slotProps={{
        htmlInput: {
          'aria-label': translate('targeting.rules.builder.codeLabel'),
          spellCheck: false,
          style: { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', fontSize: 13, lineHeight: 1.5 },
        },
      }}
    />
  );
}

const written = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function parsed(text: string): { tree: unknown; problem?: string } {
  try {
    return { tree: JSON.parse(text) as unknown };
  } catch (error) {
    return { tree: text, problem: (error as Error).message };
  }
}
