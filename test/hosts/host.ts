import type { INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Api } from './api.js';

export type Id = number | string;

/** A customer in words that each host translates into its own. */
export interface NewCustomer {
  email?: string | null;
  name?: string | null;
  score?: number | null;
  /** Missing when left out. */
  consent?: boolean | null;
  city?: string;
  tags?: string[];
  seen?: string;
  /** Only hosts that know a status keep it. @default true */
  active?: boolean;
}

export interface Purchase {
  customer: Id;
  at: Date;
  amount?: number;
}

/** An answer of the host's own endpoints for what it calls a campaign, sent or refused. */
export interface SendAnswer {
  status: number;
  /** Of the problem, when it is one. */
  body: { detail?: string; errors?: { path: string; code: string; message?: string }[] };
  recipients: number | null;
  snapshot: number | null;
}

export interface Recipient {
  customer_id: Id;
  name: string | null;
  email: string | null;
  contacted_at: string;
}

export type TargetBody = { segment: number } | { audience: number };

/** An application that uses the library, as far as the tests of the library must know it. */
export interface Host {
  readonly api: Api;
  readonly app: INestApplication;
  readonly dataSource: DataSource;
  readonly databaseUrl: string;
  /** Where its customers are: `schema.table (key)`. */
  readonly customers: { readonly table: string; readonly key: string };
  /** Names of its fields. */
  readonly fields: Readonly<Record<'score' | 'city' | 'tags' | 'seen' | 'email', string>>;
  /** Otherwise everyone is active. */
  readonly knowsStatus: boolean;
  /** A key that no customer has. */
  readonly unknownCustomer: Id;

  /** Forgets all data. */
  clear(): Promise<void>;
  /** @returns the keys, in the order given */
  addCustomers(customers: readonly NewCustomer[]): Promise<Id[]>;
  changeCustomer(id: Id, change: { email?: string; consent?: boolean | null; score?: number }): Promise<void>;
  addPurchases(purchases: readonly Purchase[]): Promise<void>;

  addCampaign(target: TargetBody, name?: string): Promise<Id>;
  preview(campaign: Id): Promise<any>;
  /** A preview that is remembered, and what has moved since. */
  review(campaign: Id): Promise<any>;
  drift(campaign: Id): Promise<any>;
  send(campaign: Id, options?: { confirmEveryone?: boolean; expectedCount?: number }): Promise<SendAnswer>;
  recipients(
    campaign: Id,
    query?: string,
  ): Promise<{ data: Recipient[]; total: number; next: string | null }>;

  /** Another instance of the application on the same database. */
  another(): Promise<Host>;
  close(): Promise<void>;
}

/** Starts listening, so that requests at the same time share one server. */
export async function listen(app: INestApplication, prefix: string): Promise<Api> {
  await app.listen(0, '127.0.0.1');
  return new Api(app.getHttpServer() as Server, prefix);
}

/** Empties the library's tables, also those that are never emptied, and those of the host. */
export async function clear(dataSource: DataSource, ...own: string[]): Promise<void> {
  const rows = await dataSource.query<{ name: string }[]>(
    `SELECT 'targeting.' || tablename AS name FROM pg_tables WHERE schemaname = 'targeting'`,
  );
  const tables = [...rows.map(({ name }) => name), ...own];
  await truncate(dataSource, tables.join(', '));
}

/**
 * Empties tables as only a superuser can: what guards them is switched off. The application may be at work in them, and take them
 * in another order: so this waits for none of them for long, but lets go of those that it has, and begins anew.
 */
export async function truncate(dataSource: DataSource, tables: string): Promise<void> {
  for (let left = 500; ; left--)
    try {
      return await dataSource.transaction(async (manager) => {
        await manager.query('SET LOCAL session_replication_role = replica');
        await manager.query(`SET LOCAL lock_timeout = '20ms'`);
        await manager.query(`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
      });
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable || left === 0) throw error;
      await delay(20);
    }
}

const lockNotAvailable = '55P03';
