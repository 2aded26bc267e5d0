import { Box, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { type RuleFault } from 'nest-targeting/rules';
import { useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { SegmentPreview } from '../data-provider/types.js';
import { Failed } from '../ui/Failed.js';
import { type Hints, noHints } from './BuilderContext.js';
import { catalogueOf } from './catalogue.js';
import { CodeView } from './CodeView.js';
import { Sentence } from './Sentence.js';
import { TreeEditor } from './TreeEditor.js';
import { isGroup, isShowable, type WireGroup } from './tree/wire.js';
import { useFieldsAnswer, useReadTree } from './use-fields.js';

export interface RuleBuilderProps {
  /** The tree as it is on the wire; also what was written by hand and is not right yet. */
  value: unknown;
  onChange: (tree: unknown) => void;
  /** What the server found wrong beyond what can be seen here, e.g. a reference that is gone. */
  faults?: readonly RuleFault[];
  /** Customers of each rule, shown beside it. */
  counts?: SegmentPreview['rules'];
  hints?: Hints;
}

const dense = {
  '& .MuiInputBase-root': { fontSize: '0.875rem' },
  '& .MuiOutlinedInput-input': { py: '7px' },
};

/** Builds a rule tree by hand, in a picture or as JSON, and says in words what it means. */
export function RuleBuilder({ value, onChange, faults = [], counts, hints = noHints }: RuleBuilderProps) {
  const translate = useTranslate();
  const { data: fields, error, refetch } = useFieldsAnswer();
  const read = useReadTree(value);
  const [view, setView] = useState<'visual' | 'code'>('visual');
  const catalogue = useMemo(() => fields && catalogueOf(fields), [fields]);
  if (!fields || !catalogue || !read) return <Failed error={error} refetch={refetch} />;
  const canShow = isShowable(value) && isGroup(value);
  const shown = canShow ? view : 'code';
  const tree = value as WireGroup;
  const all = read.faults.length > 0 ? read.faults : faults;
  return (
    <Box sx={dense}>
      <Box
        sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: 2, mb: 1.5 }}
      >
        <Sentence sentence={read.sentence} />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={shown}
          aria-label={translate('targeting.rules.builder.view')}
          onChange={(_event, next: 'visual' | 'code' | null) => next && setView(next)}
        >
          {(['visual', 'code'] as const).map((each) => (
            <ToggleButton
              key={each}
              value={each}
              disabled={each === 'visual' && !canShow}
              sx={{ px: 1.25, py: 0.25, textTransform: 'none' }}
            >
              {translate(`targeting.rules.builder.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
      {shown === 'code' ? (
        <CodeView {...{ value, hints, onChange }} faults={all} />
      ) : (
        <TreeEditor {...{ tree, fields, catalogue, counts, hints, onChange }} faults={all} />
      )}
    </Box>
  );
}
