import { Card, CardActionArea, Typography } from '@mui/material';
import { useCreatePath, useGetList, useLocaleState, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';

interface TotalProps {
  resource: string;
  label: string;
  hint?: string;
  filter?: object;
}

/** How many there are of something; leads to them. */
export function Total({ resource, label, hint, filter = {} }: TotalProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const createPath = useCreatePath();
  const { total } = useGetList(resource, { pagination: { page: 1, perPage: 1 }, filter });
  const path = createPath({ resource, type: 'list' });
  const to =
    Object.keys(filter).length > 0 ? `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}` : path;
  return (
    <Card>
      <CardActionArea component={Link} to={to} sx={{ p: 2 }}>
        <Typography variant="body2" color="textSecondary">
          {translate(label)}
        </Typography>
        <Typography sx={{ fontSize: '1.75rem', fontWeight: 600, minHeight: '2.6rem' }}>
          {total?.toLocaleString(locale)}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ minHeight: '1.2em', display: 'block' }}>
          {hint && translate(hint)}
        </Typography>
      </CardActionArea>
    </Card>
  );
}
