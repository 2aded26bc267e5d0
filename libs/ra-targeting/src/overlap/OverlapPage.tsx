import { Box, Typography } from '@mui/material';
import { Title, useGetMany, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import type { Segment } from '../data-provider/types.js';
import { ComparedInput } from './ComparedInput.js';
import { FEWEST, MOST } from './limits.js';
import { OverlapCard } from './OverlapCard.js';
import type { Compared } from './UpSetPlot.js';

/** How segments overlap: which ones is in the address, so that it can be passed on. */
export default function OverlapPage() {
  const translate = useTranslate();
  const [search, setSearch] = useSearchParams();
  const ids = idsIn(search.get('ids'));
  const { data } = useGetMany<Segment>('segments', { ids });
  const segments = ids.map((id): Compared => {
    const name = data?.find((segment) => segment?.id === id)?.name;
    return { id, name: name ?? `#${id}` };
  });
  const compare = (chosen: number[]) => setSearch(chosen.length > 0 ? { ids: chosen.join(',') } : {});
  return (
    <Box sx={{ pt: 2, maxWidth: 1240 }}>
      <Title title={translate('targeting.overlap.title')} />
      <Typography variant="h1" component="h2" sx={{ mb: 0.5 }}>
        {translate('targeting.overlap.title')}
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 2, maxWidth: '75ch' }}>
        {translate('targeting.overlap.intro')}
      </Typography>
      <ComparedInput segments={segments} onChange={compare} />
      {segments.length < FEWEST ? (
        <Typography color="textSecondary">{translate('targeting.overlap.fewest')}</Typography>
      ) : (
        <OverlapCard key={ids.join()} segments={segments} />
      )}
    </Box>
  );
}

/** Of the address whatever can be meant. */
function idsIn(text: string | null): number[] {
  const ids = (text ?? '').split(',').map(Number);
  return [...new Set(ids)].filter((id) => Number.isInteger(id) && id > 0).slice(0, MOST);
}
