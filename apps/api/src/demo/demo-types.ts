import type { FieldType } from 'nest-targeting/rules';
import type { Types } from '../catalogue/known-types.js';

const types = (given: Record<string, FieldType>): Types => new Map(Object.entries(given));

/** Types of the demo customers' attributes. */
export const demoAttributes = types({
  city: 'text',
  country: 'text',
  plan: 'text',
  joined: 'date',
  born: 'date',
  tags: 'array',
  goal: 'number',
  app_installed: 'boolean',
});

/** The demo events with the types of their properties. */
export const demoEventTypes: ReadonlyMap<string, Types> = new Map([
  ['page_viewed', types({ path: 'text', device: 'text', seconds: 'number' })],
  ['cart_filled', types({ amount: 'number', items: 'number', category: 'text' })],
  [
    'purchase',
    types({
      amount: 'number',
      items: 'number',
      category: 'text',
      order_id: 'text',
      coupon: 'boolean',
      device: 'text',
    }),
  ],
  ['email_opened', types({ newsletter: 'text', device: 'text' })],
  ['email_clicked', types({ newsletter: 'text', link: 'text' })],
  ['support_ticket', types({ topic: 'text' })],
]);
