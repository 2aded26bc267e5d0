import { Box, Card } from '@mui/material';
import { AgoField } from 'ra-targeting';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { type Customer, readable, spaced } from './customer.js';

export function CustomerFacts({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`resources.customers.fields.${name}`);
  const facts: [string, ReactNode][] = [
    [label('status'), spaced(customer.status)],
    [label('subscribed'), translate(`customers.subscribed.${customer.subscribed}`)],
    [label('score'), readable(customer.score)],
    [label('external_id'), readable(customer.external_id)],
    ...Object.entries(customer.attributes).map(([name, value]): [string, ReactNode] => [
      spaced(name),
      typeof value === 'boolean' ? translate(`ra.boolean.${value}`) : readable(value),
    ]),
    [label('created_at'), <AgoField key="added" source="created_at" />],
  ];
  return (
    <Card sx={{ p: 2.5 }}>
      <Box component="dl" sx={list}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Box>
    </Card>
  );
}

const list = {
  m: 0,
  fontSize: '0.875rem',
  '& > div': { display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.5 },
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, textAlign: 'right', overflowWrap: 'anywhere' },
};
