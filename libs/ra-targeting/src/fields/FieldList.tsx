import { Box, Button, Card, Drawer, TextField, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useState } from 'react';
import { Title, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { useFieldsAnswer } from '../rules/use-fields.js';
import { Failed } from '../ui/Failed.js';
import { allFields, isCalled, keyOfField } from './field-at.js';
import { FieldFacts } from './FieldFacts.js';
import { FieldIndex } from './FieldIndex.js';

/** Everything that rules can ask, and beside it the one that is looked at; which one is in the address. */
export default function FieldList() {
  const translate = useTranslate();
  const { data: known, error, refetch } = useFieldsAnswer();
  const isNarrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  const [text, setText] = useState('');
  const [search, setSearch] = useSearchParams();
  const all = known ? allFields(known) : [];
  const shown = all.filter((at) => isCalled(at, text));
  const chosen = all.find((at) => keyOfField(at) === search.get('at'));
  const choose = (key: string | undefined) => setSearch(key === undefined ? {} : { at: key });
  const facts = chosen && <FieldFacts key={keyOfField(chosen)} at={chosen} />;
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={translate('resources.fields.name', { smart_count: 2 })} />
      <Typography color="textSecondary" sx={{ mb: 2, maxWidth: '75ch' }}>
        {translate('targeting.fields.intro')}
      </Typography>
      <TextField
        value={text}
        placeholder={translate('targeting.fields.search')}
        onChange={({ target }) => setText(target.value)}
        slotProps={{ htmlInput: { 'aria-label': translate('targeting.fields.search') } }}
        sx={{ mb: 1.5, maxWidth: 320 }}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 380px' },
        }}
      >
        {!known && error ? (
          <Failed error={error} refetch={refetch} />
        ) : (
          <FieldIndex
            fields={shown}
            isKnown={known !== undefined}
            chosen={search.get('at')}
            onChoose={choose}
          />
        )}
        {!isNarrow && (
          <Box sx={{ position: 'sticky', top: 68 }}>
            {facts ?? (
              <Card sx={{ p: 2.5 }}>
                <Typography variant="body2" color="textSecondary">
                  {translate('targeting.fields.choose')}
                </Typography>
              </Card>
            )}
          </Box>
        )}
      </Box>
      {isNarrow && (
        <Drawer
          anchor="bottom"
          open={Boolean(facts)}
          onClose={() => choose(undefined)}
          slotProps={{
            paper: {
              role: 'dialog',
              'aria-modal': true,
              'aria-label': chosen && translate('targeting.fields.about', { name: chosen.field.label }),
              sx: { maxHeight: '85vh', p: 1.5, bgcolor: 'background.default', borderRadius: '12px 12px 0 0' },
            },
          }}
        >
          {facts}
          <Button onClick={() => choose(undefined)} sx={{ mt: 1 }}>
            {translate('targeting.fields.close')}
          </Button>
        </Drawer>
      )}
    </Box>
  );
}
