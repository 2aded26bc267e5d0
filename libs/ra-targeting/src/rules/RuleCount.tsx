import { Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { useBuilder } from './BuilderContext.js';
import { type Path, pathText } from './tree/path.js';

/** How many customers a rule holds for by itself; room is kept while it is not known. */
export function RuleCount({ path }: { path: Path }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { counts } = useBuilder();
  if (path.includes('where')) return null;
  const count = counts?.find((each) => each.path === pathText(path))?.count;
  return (
    <Typography
      component="span"
      variant="caption"
      title={
        count === undefined ? undefined : translate('targeting.rules.builder.counted', { smart_count: count })
      }
      sx={{
        color: 'text.secondary',
        minWidth: 52,
        textAlign: 'right',
        lineHeight: '36px',
        flexShrink: 0,
        display: { xs: 'none', sm: 'block' },
      }}
    >
      {count?.toLocaleString(locale)}
    </Typography>
  );
}
