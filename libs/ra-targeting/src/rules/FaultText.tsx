import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useBuilder } from './BuilderContext.js';
import { faultsAt, faultsWithin, isUnfinished } from './read-tree.js';
import { type Path, pathText } from './tree/path.js';

interface FaultTextProps {
  path: Path;
  /** What is wrong within a group cannot be seen while it is folded up: then the group says that there is something. */
  isFolded?: boolean;
}

/** What is wrong with a rule, at the rule. What is only not finished is said in a quieter voice. */
export function FaultText({ path, isFolded }: FaultTextProps) {
  const translate = useTranslate();
  const { faults, tree } = useBuilder();
  const own = (isFolded ? faultsWithin : faultsAt)(faults, pathText(path));
  const wrong = own.filter((fault) => !isUnfinished(fault, tree));
  if (own.length === 0) return null;
  const texts = () => {
    if (isFolded) return [translate('targeting.rules.group.inside')];
    return wrong.length > 0
      ? wrong.map(({ message }) => message)
      : [translate('targeting.rules.builder.missing')];
  };
  return (
    <Typography
      role="status"
      variant="caption"
      sx={{ display: 'block', mt: 0.5, color: wrong.length > 0 ? 'error.main' : 'warning.main' }}
    >
      {[...new Set(texts())].join(' ')}
    </Typography>
  );
}
