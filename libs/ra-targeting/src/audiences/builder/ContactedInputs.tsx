import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import { Box, FormControlLabel, Switch, TextField, Typography } from '@mui/material';
import { useContext, useState } from 'react';
import { useInput, useResourceDefinitions, useTranslate } from 'react-admin';
import { PickedInput } from '../../picking/PickedInput.js';
import { LineHint, lineHint } from './LineHint.js';
import { Removed } from './LineNumbers.js';
import { LiveContext } from './LiveContext.js';

/** Leaves in peace whom the latest campaigns have reached, or chosen ones. */
export function ContactedInputs() {
  const hasCampaigns = Boolean(useResourceDefinitions()['campaigns']);
  return (
    <>
      <WithinDays />
      {hasCampaigns && (
        <PickedInput
          source="exclude_contacted_in_campaigns"
          reference="campaigns"
          kind="targeting.kind.campaign"
          label="targeting.builder.excludeCampaign"
          icon={<CampaignOutlined />}
          hint={lineHint}
        />
      )}
    </>
  );
}

const USUAL_DAYS = 7;

function WithinDays() {
  const translate = useTranslate();
  const { field, fieldState } = useInput<{ id: number }>({
    source: 'exclude_contacted_within_days',
    defaultValue: null,
  });
  // React-admin's forms hold an empty text for null.
  const value = typeof field.value === 'number' ? field.value : null;
  // What is typed may for a moment be no number; it stands as long as the form says what it said at that moment.
  const [typed, setTyped] = useState<{ text: string; value: number | null }>();
  const text = typed?.value === value ? typed.text : String(value ?? USUAL_DAYS);
  const type = (typing: string) => {
    const days = Number(typing);
    const isDays = Number.isInteger(days) && days >= 1 && days <= 36_500;
    setTyped({ text: typing, value: isDays ? days : value });
    if (isDays) field.onChange(days);
  };
  return (
    <Box
      data-path="exclude_contacted_within_days"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        justifyContent: 'space-between',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', rowGap: 1 }}>
        <FormControlLabel
          control={
            <Switch
              checked={value !== null}
              onChange={(_, isOn) => {
                setTyped(undefined);
                field.onChange(isOn ? USUAL_DAYS : null);
              }}
            />
          }
          label={translate('targeting.builder.contacted')}
          slotProps={{ typography: { variant: 'body2' } }}
          sx={{ mr: 1 }}
        />
        <TextField
          type="number"
          size="small"
          value={text}
          disabled={value === null}
          error={Boolean(fieldState.error)}
          onChange={({ target }) => type(target.value)}
          onBlur={() => setTyped(undefined)}
          sx={{ width: 84 }}
          slotProps={{
            htmlInput: { min: 1, max: 36_500, 'aria-label': translate('targeting.builder.days') },
          }}
        />
        <Typography variant="body2" sx={{ ml: 1 }}>
          {translate('targeting.builder.days')}
        </Typography>
      </Box>
      <ContactedNumber />
      <LineHint path="exclude_contacted_within_days" />
    </Box>
  );
}

function ContactedNumber() {
  const live = useContext(LiveContext);
  const line =
    live?.isCurrent && live.answer?.ledger.exclusions.find(({ within_days: days }) => days !== undefined);
  return <Typography variant="body2">{line && <Removed count={line.removed} />}</Typography>;
}
