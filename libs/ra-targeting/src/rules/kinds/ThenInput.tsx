import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useScope } from '../BuilderContext.js';
import { capital } from '../../ui/capital.js';
import type { Path } from '../tree/path.js';
import type { WireEventRule } from '../tree/wire.js';
import { ChoiceInput } from '../values/ChoiceInput.js';
import { DurationInput } from '../values/DurationInput.js';
import { WhereInput } from './WhereInput.js';

type Then = NonNullable<WireEventRule['then']>;

interface ThenInputProps {
  then: Then;
  /** Of the rule that it belongs to. */
  path: Path;
  onChange: (then: Then) => void;
}

/** What came after the event, or did not, within a time. */
export function ThenInput({ then, path, onChange }: ThenInputProps) {
  const translate = useTranslate();
  const { events = [] } = useScope();
  const event = events.find(({ name }) => name === then.event);
  const { where: _, ...bare } = then;
  const text = (message: string) => (
    <Typography component="span" variant="body2" color="textSecondary">
      {translate(message)}
    </Typography>
  );
  return (
    <Box sx={{ flexBasis: '100%', display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      {text('targeting.rules.event.question.then')}
      <ChoiceInput
        label={translate('targeting.rules.operator')}
        value={then.operator}
        choices={['did', 'did_not'].map((id) => ({
          id,
          name: translate(`targeting.rules.event.nextOperator.${id}`),
        }))}
        onChange={(operator) => onChange({ ...then, operator: operator as 'did' })}
      />
      <ChoiceInput
        label={translate('targeting.rules.event.next')}
        value={then.event}
        choices={events.map(({ name, label }) => ({ id: name, name: capital(label) }))}
        onChange={(name) => onChange({ ...bare, event: name })}
      />
      {text('targeting.rules.event.within')}
      <DurationInput value={then.within} onChange={(within) => onChange({ ...then, within })} />
      {event && (
        <WhereInput
          where={then.where}
          path={[...path, 'then']}
          event={event}
          onChange={(where) => onChange(where ? { ...bare, where } : bare)}
        />
      )}
    </Box>
  );
}
