import { Box, Typography } from '@mui/material';
import { RecordContextProvider, useTranslate } from 'react-admin';
import type { Versioned } from '../data-provider/history-types.js';
import { ExcludesField, IncludesField } from '../audiences/DefinitionChips.js';
import { definitionOf } from '../audiences/definition.js';
import { RuleOutline } from '../rules/RuleOutline.js';
import { StatusField } from '../ui/StatusField.js';
import { PickedThen } from './PickedThen.js';

interface DefinitionViewProps {
  target: Versioned;
  /** As on the wire. */
  definition: Record<string, unknown>;
}

/** A definition to be read: what it is called, and what it says. */
export function DefinitionView({ target, definition }: DefinitionViewProps) {
  const { name, description, status } = definition as Record<string, string | undefined>;
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography variant="h2" component="h3">
          {name}
        </Typography>
        <StatusField status={status} />
      </Box>
      {description && (
        <Typography variant="body2" color="textSecondary">
          {description}
        </Typography>
      )}
      <Box sx={{ mt: 1.5 }}>
        {target === 'audiences' ? (
          <Parts definition={definition} />
        ) : (
          <RulesOrPicked definition={definition} />
        )}
      </Box>
    </Box>
  );
}

const RulesOrPicked = ({ definition }: Pick<DefinitionViewProps, 'definition'>) =>
  definition['conditions'] ? (
    <RuleOutline conditions={definition['conditions']} />
  ) : (
    <PickedThen definition={definition} />
  );

function Parts({ definition }: Pick<DefinitionViewProps, 'definition'>) {
  const translate = useTranslate();
  return (
    <RecordContextProvider value={{ id: 0, ...definitionOf(definition) }}>
      <Box
        component="dl"
        sx={{ m: 0, fontSize: '0.875rem', '& dd': { m: 0, mb: 1 }, '& dt': { color: 'text.secondary' } }}
      >
        <dt>{translate('resources.audiences.fields.includes')}</dt>
        <dd>
          <IncludesField />
        </dd>
        <dt>{translate('resources.audiences.fields.excludes')}</dt>
        <dd>
          <ExcludesField />
        </dd>
      </Box>
    </RecordContextProvider>
  );
}
