import HelpOutlined from '@mui/icons-material/HelpOutlineOutlined';
import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Audience, AudiencePreview, Person } from '../../data-provider/types.js';
import { ExplainDialog } from '../../explain/ExplainDialog.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { definitionOf } from '../definition.js';
import { PreviewCard } from './PreviewCard.js';

interface ExplainablePreviewProps {
  audience: Partial<Audience>;
  live: LiveAnswer<AudiencePreview>;
}

/** The preview of an audience that is being written: why each of the sample is in, and anybody else is or is not. */
export function ExplainablePreview({ audience, live }: ExplainablePreviewProps) {
  const translate = useTranslate();
  const [asked, setAsked] = useState<Person | true>();
  const draft = { ...definitionOf(audience), ...(audience.id !== undefined && { id: audience.id }) };
  return (
    <>
      <PreviewCard live={live} onExplain={(id) => setAsked(live.answer?.sample.find((one) => one.id === id))}>
        <Box>
          <Button size="small" startIcon={<HelpOutlined />} onClick={() => setAsked(true)}>
            {translate('targeting.explain.check')}
          </Button>
        </Box>
      </PreviewCard>
      {asked && (
        <ExplainDialog
          target="audiences"
          draft={draft}
          person={asked === true ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
