import type { EntityManager } from 'typeorm';
import type { CheckedEvent } from './checked-event.js';

export interface Inserted {
  accepted: number;
  /** Indexes of the events whose customer nobody knows. */
  unknown: number[];
  /** Types of the accepted events. */
  types: string[];
}

/** Finds the customers and keeps the events that are new, in one statement; of events with the same key the first. */
export async function insertEvents(events: CheckedEvent[], manager: EntityManager): Promise<Inserted> {
  const [result] = await manager.query<[Inserted]>(insertSql, [JSON.stringify(events)]);
  return result;
}

// Written in the order of their keys, so that batches with the same keys wait for each other and never deadlock.
const insertSql = `
WITH given AS MATERIALIZED (
  SELECT event.index, event.type, event.occurred_at, event.properties, event.key,
    coalesce(by_id.id, by_external_id.id, by_email.id) AS customer_id
  FROM jsonb_to_recordset($1::jsonb) AS event(index integer, customer_id integer, external_id text, email text, type text,
    occurred_at timestamptz, properties jsonb, key text)
  LEFT JOIN customers by_id ON by_id.id = event.customer_id
  LEFT JOIN customers by_external_id ON by_external_id.external_id = event.external_id
  LEFT JOIN customers by_email ON targeting.fold(by_email.email) COLLATE "C" = targeting.fold(event.email) COLLATE "C"
), inserted AS (
  INSERT INTO events (customer_id, type, occurred_at, properties, key)
  SELECT customer_id, type, occurred_at, properties, key FROM given
  WHERE customer_id IS NOT NULL ORDER BY customer_id, key COLLATE "C", index
  ON CONFLICT (customer_id, key) WHERE key IS NOT NULL DO NOTHING
  RETURNING type
)
SELECT (SELECT count(*)::integer FROM inserted) AS accepted,
  ARRAY(SELECT index FROM given WHERE customer_id IS NULL ORDER BY index) AS unknown,
  ARRAY(SELECT DISTINCT type FROM inserted) AS types`;
