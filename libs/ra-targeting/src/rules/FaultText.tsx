import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useBuilder } from './BuilderContext.js';
import { faultsAt, isUnfinished } from './read-tree.js';
import { type Path, pathText } from './tree/path.js';

/** What is wrong with a rule, at the rule. What is only not finished is said in a quieter voice. */
export function FaultText({ path }: { path: Path }) {
  const translate = useTranslate();
  const { faults, tree } = useBuilder();
  const own = faultsAt(faults, pathText(path));
  const wrong = own.filter((fault) => !isUnfinished(fault, tree));
  if (own.length === 0) return null;
  const texts =
    wrong.length > 0 ? wrong.map(({ message }) => message) : [translate('targeting.rules.builder.missing')];
  return (
    <Typography
      role="status"
      variant="caption"
      sx={{ display: 'block', mt: 0.5, color: wrong.length > 0 ? 'error.main' : 'warning.main' }}
    >
      {[...new Set(texts)].join(' ')}
    </Typography>
  );
}
