import { Box, Card, CardActionArea, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import { catalogueOf } from '../rules/catalogue.js';
import { newFieldRule } from '../rules/new-rule.js';
import type { WireGroup } from '../rules/tree/wire.js';
import { useFieldsAnswer } from '../rules/use-fields.js';
import { Failed } from '../ui/Failed.js';
import { templatesFor } from './templates.js';

/** Where a new segment begins: with a template, or with one rule of its own. */
export function TemplatePicker() {
  const translate = useTranslate();
  const { data: fields, error, refetch } = useFieldsAnswer();
  const { setValue, getValues } = useFormContext<{ name?: string; conditions: WireGroup }>();
  if (!fields) return <Failed error={error} refetch={refetch} />;
  const begin = (id: string, conditions: WireGroup) => {
    setValue('conditions', structuredClone(conditions), { shouldDirty: true });
    if (!getValues('name') && id !== 'own')
      setValue('name', translate(`targeting.segments.templates.${id}.name`), { shouldDirty: true });
  };
  const field = fields.fields.find(({ type }) => type === 'number') ?? fields.fields[0];
  const own = field && { id: 'own', conditions: { logic: 'AND' as const, rules: [newFieldRule(field)] } };
  return (
    <Box>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {translate('targeting.segments.begin.title')}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {translate('targeting.segments.begin.text')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))' }}>
        {[...(own ? [own] : []), ...templatesFor(fields, catalogueOf(fields))].map(({ id, conditions }) => (
          <Card key={id} variant="outlined">
            <CardActionArea
              onClick={() => begin(id, conditions)}
              sx={{ p: 1.75, height: 1, display: 'block' }}
            >
              <Typography variant="h3" component="span" sx={{ display: 'block', mb: 0.25 }}>
                {translate(`targeting.segments.templates.${id}.name`)}
              </Typography>
              <Typography variant="caption" color="textSecondary" component="span">
                {translate(`targeting.segments.templates.${id}.text`)}
              </Typography>
            </CardActionArea>
          </Card>
        ))}
      </Box>
    </Box>
  );
}
