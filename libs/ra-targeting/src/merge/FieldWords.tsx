import { Box } from '@mui/material';
import { type Identifier, useTranslate } from 'react-admin';
import { RuleOutline } from '../rules/RuleOutline.js';
import { useReadTree } from '../rules/use-fields.js';
import { TestsInWords } from '../segments/tests/TestsInWords.js';
import { capital } from '../ui/capital.js';
import { NamedChips } from '../ui/NamedChips.js';
import type { Versioned } from './fields.js';

interface FieldWordsProps {
  resource: Versioned;
  field: string;
  value: unknown;
  /** Rules as one sentence. */
  short?: boolean;
}

/** The value of a field of a definition in words. */
export function FieldWords({ field, value, short = false }: FieldWordsProps) {
  const translate = useTranslate();
  if (value === null || value === undefined || value === '')
    return <>{translate('targeting.merge.nothing')}</>;
  if (field === 'conditions')
    return short ? <RuleSentence conditions={value} /> : <RuleOutline conditions={value} />;
  if (field === 'tests') return <TestsInWords tests={value} />;
  if (field === 'status') return <>{translate(`targeting.status.${value as string}`)}</>;
  if (field === 'include_logic')
    return <>{translate(`targeting.builder.${value === 'AND' ? 'all' : 'any'}`)}</>;
  if (typeof value === 'boolean') return <>{translate(`ra.boolean.${value}`)}</>;
  if (Array.isArray(value)) return <Several field={field} values={value as Identifier[]} />;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}

function RuleSentence({ conditions }: { conditions: unknown }) {
  return <>{capital(useReadTree(conditions)?.sentence ?? '…')}</>;
}

function Several({ field, values }: { field: string; values: readonly Identifier[] }) {
  const translate = useTranslate();
  if (values.length === 0) return <>{translate('targeting.merge.nothing')}</>;
  const resource = ['segments', 'lists', 'customers', 'campaigns'].find((name) => field.endsWith(name));
  if (!resource) return <>{values.join(', ')}</>;
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5 }}>
      <NamedChips resource={resource} ids={values.slice(0, MOST)} />
      {values.length > MOST && translate('targeting.merge.more', { smart_count: values.length - MOST })}
    </Box>
  );
}

const MOST = 20;
