import JoinInnerOutlined from '@mui/icons-material/JoinInnerOutlined';
import { Button, useListContext, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { FEWEST, MOST, overlapPath } from './limits.js';

/** From a selection of segments to how they overlap. */
export function CompareButton() {
  const { selectedIds } = useListContext();
  const translate = useTranslate();
  const count = selectedIds.length;
  const label = translate('targeting.overlap.compare');
  if (count >= FEWEST && count <= MOST)
    return (
      <Button component={Link} to={overlapPath(selectedIds)} label={label}>
        <JoinInnerOutlined />
      </Button>
    );
  const reason = translate(`targeting.overlap.${count < FEWEST ? 'tooFew' : 'tooMany'}`, { count: MOST });
  return (
    <Button disabled label={count < FEWEST ? label : reason} title={reason}>
      <JoinInnerOutlined />
    </Button>
  );
}
