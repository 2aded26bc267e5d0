import HelpOutlined from '@mui/icons-material/HelpOutlineOutlined';
import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { AudiencePreview, Person } from '../../data-provider/types.js';
import { ExplainDialog } from '../../explain/ExplainDialog.js';
import type { Explained } from '../../explain/use-explanation.js';
import type { LiveAnswer } from '../../ui/use-live-answer.js';
import { PreviewCard } from './PreviewCard.js';

interface ExplainablePreviewProps {
  /** What is previewed: saved, or as it is being written. */
  explained: Explained;
  live: LiveAnswer<AudiencePreview>;
}

/** A preview that also says why each of the sample is in, and why anybody else is or is not. */
export function ExplainablePreview({ explained, live }: ExplainablePreviewProps) {
  const translate = useTranslate();
  const [asked, setAsked] = useState<Person | true>();
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
          {...explained}
          person={asked === true ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
