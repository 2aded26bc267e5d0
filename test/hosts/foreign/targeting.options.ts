import type { TargetingOptions } from 'nest-targeting';
import { mailingDirectory } from './mailing-directory.js';
import { Order } from './order.entity.js';
import { Person } from './person.entity.js';
import type { Settings } from './settings.module.js';

export const targetingOptions = (settings: Settings): TargetingOptions => ({
  customer: {
    entity: Person,
    name: 'fullName',
    email: 'mail',
    status: null,
    consent: 'mayContact',
    fields: [
      { name: 'mail', label: 'Mail address', type: 'text' },
      { name: 'loyalty', type: 'number' },
      { name: 'balance', type: 'number' },
      { name: 'lastSeen', type: 'date' },
      { name: 'interests', type: 'array' },
      { name: 'profile.city', type: 'text', property: 'profile', jsonKey: 'city' },
      { name: 'profile.children', type: 'number', property: 'profile', jsonKey: 'children' },
    ],
  },
  events: [
    {
      entity: Order,
      customer: 'buyer',
      at: 'placed',
      events: [
        {
          name: 'purchase',
          properties: [
            { name: 'amount', type: 'number', property: 'total' },
            { name: 'item', type: 'text' },
          ],
        },
      ],
    },
  ],
  campaigns: mailingDirectory,
  clock: () => settings.now ?? new Date(),
  authorize: (permission, { headers }) =>
    headers['x-without'] !== permission && (headers['x-role'] !== 'reader' || permission.endsWith(':read')),
  actor: ({ headers }) => (headers['x-user'] as string | undefined) ?? null,
  limits: {
    get previewMs() {
      return settings.previewMs;
    },
    get comparisonMs() {
      return settings.comparisonMs;
    },
  },
});
