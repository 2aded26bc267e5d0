import type { TargetingOptions } from 'nest-targeting';
import { campaignDirectory } from './campaigns/campaign-directory.js';
import { runtimeCatalogue } from './catalogue/runtime-catalogue.js';
import { Customer } from './customers/customer.entity.js';
import { createCustomers } from './customers/create-from-emails.js';
import { activeStatus } from './customers/status.js';
import { Event } from './events/event.entity.js';
import { presentInstant } from './present-instant.js';

/** What is chosen at the start. */
export type TargetingConfig = Pick<TargetingOptions, 'timeZone' | 'clock' | 'engine'>;

/** What the library needs to know of this application. */
export const targetingOptions = ({ timeZone, clock, engine }: TargetingConfig): TargetingOptions => ({
  customer: {
    entity: Customer,
    key: 'id',
    name: 'name',
    email: 'email',
    externalId: 'externalId',
    status: { property: 'status', active: activeStatus },
    consent: 'subscribed',
    fields: [
      { name: 'email', label: 'E-mail', type: 'text' },
      { name: 'name', type: 'text' },
      { name: 'external_id', label: 'External id', type: 'text', property: 'externalId' },
      { name: 'status', type: 'text' },
      { name: 'score', type: 'number' },
      { name: 'subscribed', type: 'boolean' },
      { name: 'created_at', label: 'Created', type: 'date', property: 'createdAt' },
    ],
    create: createCustomers,
  },
  events: [{ entity: Event, customer: 'customerId', at: 'occurredAt', type: 'type', events: [] }],
  catalogue: runtimeCatalogue,
  catalogueTables: ['attribute_types', 'event_types', 'event_property_types'],
  campaigns: campaignDirectory,
  timeZone,
  clock: clock ?? presentInstant,
  engine,
});
