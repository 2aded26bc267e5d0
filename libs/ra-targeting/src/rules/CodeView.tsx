import { Box, TextField } from '@mui/material';
import type { RuleFault } from 'nest-targeting/rules';
import { useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useHintWords } from '../hints/use-hint-words.js';
import type { Hints } from './BuilderContext.js';
import { LineNotes } from './LineNotes.js';
import { LineNumbers } from './LineNumbers.js';
import { jsonLines, lineOf } from './tree/json-lines.js';

interface CodeViewProps {
  value: unknown;
  faults: readonly RuleFault[];
  hints: Hints;
  onChange: (tree: unknown) => void;
}

const font = {
  fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
  fontSize: '13px',
  lineHeight: '20px',
} as const;

/** The tree as JSON. What is no JSON (yet) is kept as its text, which no segment can be saved with. */
export function CodeView({ value, faults, hints, onChange }: CodeViewProps) {
  const translate = useTranslate();
  const wordsOf = useHintWords();
  const input = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(() => written(value));
  const { tree, problem } = parsed(draft);
  const text = sameJson(tree, value) ? draft : written(value);
  const places = jsonLines(text);
  const wrong = problem
    ? [
        {
          line: places.brokenAt ?? 1,
          text: translate('targeting.rules.builder.noJson', { message: problem }),
        },
      ]
    : faults.map(({ path, message }) => ({ line: lineOf(places, path), text: `${path}: ${message}` }));
  const hinted =
    wrong.length > 0 || !hints.isCurrent
      ? []
      : hints.warnings.map((hint) => ({ line: lineOf(places, hint.path), text: wordsOf(hint) }));
  const goTo = (line: number) => {
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const end = text.indexOf('\n', start);
    input.current?.focus();
    input.current?.setSelectionRange(start, end < 0 ? text.length : end);
  };
  return (
    <>
      <Box data-path="conditions" sx={{ display: 'flex', alignItems: 'flex-start' }}>
        <LineNumbers
          count={text.split('\n').length}
          wrong={new Set(wrong.map(({ line }) => line))}
          hinted={new Set(hinted.map(({ line }) => line))}
          font={font}
        />
        <TextField
          fullWidth
          multiline
          minRows={12}
          margin="none"
          inputRef={input}
          value={text}
          error={wrong.length > 0}
          onChange={({ target }) => {
            setDraft(target.value);
            onChange(parsed(target.value).tree);
          }}
          slotProps={{
            htmlInput: {
              'aria-label': translate('targeting.rules.builder.codeLabel'),
              'aria-describedby': 'rules-as-json-faults',
              spellCheck: false,
              // A line is a line, so that the numbers beside it are right.
              style: { ...font, whiteSpace: 'pre', overflowX: 'auto' },
            },
          }}
        />
      </Box>
      <Box
        id="rules-as-json-faults"
        role="status"
        sx={{ mt: 0.5, color: 'error.main', fontSize: '0.8125rem', overflowWrap: 'anywhere' }}
      >
        <LineNotes notes={wrong} onGo={goTo} />
      </Box>
      {/* The summary beside the count says them aloud. */}
      <Box data-hint sx={{ color: 'text.secondary', fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
        <LineNotes notes={hinted} onGo={goTo} />
      </Box>
    </>
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
