import { Box, Button } from '@mui/material';
import HelpOutlined from '@mui/icons-material/HelpOutlineOutlined';
import { useRecordContext, useTranslate } from 'react-admin';
import type { Audience } from '../../data-provider/types.js';
import { PreviewCard } from '../preview/PreviewCard.js';
import { useAudiencePreview } from '../preview/use-audience-preview.js';
import type { Ask } from './AudiencePage.js';

/** Who would get it now, and why for each of them and for anybody else. */
export function AudienceNow({ onAsk }: { onAsk: Ask }) {
  const audience = useRecordContext<Audience>();
  if (!audience) return null;
  return <Now audience={audience} onAsk={onAsk} />;
}

function Now({ audience, onAsk }: { audience: Audience; onAsk: Ask }) {
  const translate = useTranslate();
  const live = useAudiencePreview(audience);
  return (
    <Box sx={{ maxWidth: 760, mt: 1 }}>
      <PreviewCard
        live={live}
        onExplain={(id) => {
          const person = live.answer?.sample.find((one) => one.id === id);
          if (person) onAsk(person);
        }}
      >
        <Box>
          <Button size="small" startIcon={<HelpOutlined />} onClick={() => onAsk(true)}>
            {translate('targeting.explain.button')}
          </Button>
        </Box>
      </PreviewCard>
    </Box>
  );
}
