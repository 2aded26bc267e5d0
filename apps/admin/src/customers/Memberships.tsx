import { Box, Button, Card, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { ExplainDialog, Failed, useTargeting } from 'ra-targeting';
import { useState } from 'react';
import { type Identifier, useCreatePath, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Customer } from './customer.js';

const kinds = ['segments', 'audiences', 'lists'] as const;

/** The segments, audiences and lists a customer is in now, and why. */
export function Memberships({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const targeting = useTargeting();
  const [asked, setAsked] = useState<{ target: 'segments' | 'audiences'; id: Identifier }>();
  const { data, error, refetch } = useQuery({
    queryKey: ['customers', customer.id, 'memberships'],
    queryFn: ({ signal }) => targeting.memberships(customer.id, { signal }),
  });
  return (
    <Card sx={{ p: 2.5 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('customers.memberships')}
      </Typography>
      <Failed error={error} refetch={refetch} />
      {data && kinds.every((kind) => data[kind].length === 0) && (
        <Typography variant="body2" color="textSecondary">
          {translate('customers.inNothing')}
        </Typography>
      )}
      {data &&
        kinds
          .filter((kind) => data[kind].length > 0)
          .map((kind) => (
            <Box key={kind} sx={{ mt: 1 }}>
              <Typography variant="overline" component="h3" color="textSecondary">
                {translate(`resources.${kind}.name`, { smart_count: 2 })}
              </Typography>
              {data[kind].map(({ id, name }) => (
                <Box key={id} sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
                  <Link
                    component={RouterLink}
                    to={createPath({ resource: kind, type: 'show', id })}
                    variant="body2"
                  >
                    {name}
                  </Link>
                  {kind !== 'lists' && (
                    <Button
                      size="small"
                      aria-label={translate('customers.whyIn', { name })}
                      onClick={() => setAsked({ target: kind, id })}
                    >
                      {translate('targeting.explain.title')}
                    </Button>
                  )}
                </Box>
              ))}
            </Box>
          ))}
      {asked && <ExplainDialog {...asked} person={customer} onClose={() => setAsked(undefined)} />}
    </Card>
  );
}
