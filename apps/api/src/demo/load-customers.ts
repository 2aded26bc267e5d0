import type { EntityManager } from 'typeorm';
import { learnAttributes, learnEvents } from '../catalogue/known-types.js';
import { copyRows } from '../database/copy.js';
import { demoEvents, eventColumns } from './activity.js';
import { demoAttributes, demoEventTypes } from './demo-types.js';
import { customerColumns, customerRow, demoPeople } from './people.js';
import { Random } from './random.js';

const SEED = 20_261_122;

/** Fills an empty database with customers and a year of events, dated back from `now`. */
export async function loadCustomers(manager: EntityManager, now: Date): Promise<void> {
  const random = new Random(SEED);
  const people = demoPeople(random, now);
  await learnAttributes(manager, demoAttributes);
  await learnEvents(manager, demoEventTypes);
  await copyRows(manager, `customers (${customerColumns})`, people.map(customerRow));
  await copyRows(manager, `events (${eventColumns})`, demoEvents(people, random, now));
  await manager.query('ANALYZE customers, events');
}
