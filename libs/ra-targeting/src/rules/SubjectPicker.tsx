import { Autocomplete, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useScope } from './BuilderContext.js';
import { type Subject, subjectsOf } from './subjects.js';
import { named } from './values/SuggestedInput.js';

interface SubjectPickerProps {
  value: string | undefined;
  onChange: (subject: string) => void;
}

/** What a rule is about: a field, an event, or something elsewhere. Found by typing. */
export function SubjectPicker({ value, onChange }: SubjectPickerProps) {
  const translate = useTranslate();
  const subjects = subjectsOf(useScope());
  const label = (subject: Subject) =>
    subject.label ?? translate(`targeting.rules.subject.${subject.id}`, { _: subject.id });
  const chosen = subjects.find(({ id }) => id === value) ?? {
    id: value ?? '',
    group: 'other',
    label: value ?? '',
  };
  return (
    <Autocomplete
      data-focus="subject"
      disableClearable
      autoHighlight
      size="small"
      options={subjects}
      value={chosen}
      groupBy={({ group }) => translate(`targeting.rules.subject.${group}`)}
      getOptionLabel={label}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onChange={(_event, subject) => onChange(subject.id)}
      renderInput={(params) => (
        <TextField
          {...params}
          variant="outlined"
          margin="none"
          slotProps={named(params, translate('targeting.rules.subject.label'))}
        />
      )}
      slotProps={{ popper: { style: { minWidth: 240 }, placement: 'bottom-start' } }}
      sx={{ width: 174, flexShrink: 0 }}
    />
  );
}
