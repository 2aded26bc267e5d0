import type { Request } from 'express';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { FieldType } from './rules/catalogue.js';

/** Something a rule may ask: a column of the entity, or a key of one of its JSON columns. */
export interface FieldDeclaration {
  /** Name in rules, e.g. `score` or `attributes.city`. */
  name: string;
  /** @default the name in words */
  label?: string;
  type: FieldType;
  /** Property of the entity. @default the name */
  property?: string;
  /** Key of the JSON object held by `property`. */
  jsonKey?: string;
}

/**
 * The host's customers. The library reads this table and never owns it. For many customers it needs an index on
 * `((targeting.fold(email) COLLATE "C"))`, by which lists find people, and one on the external key. Statistics such as
 * `CREATE STATISTICS ON (targeting.fold(status) COLLATE "C") FROM customers` tell the planner how many a rule about text finds.
 */
export interface CustomerOptions {
  entity: EntityTarget<ObjectLiteral>;
  /** Property with the key. @default the entity's only primary column */
  key?: string;
  /** Property shown as a person's name. */
  name: string;
  /** Property with the e-mail address. */
  email: string;
  /** Property with the key that other systems use; CSV files may name people by it. */
  externalId?: string;
  /** Who is active. Null: this host knows no status, and everyone is active. */
  status: { property: string; active: string } | null;
  /** Boolean property: true means that the person consents to be contacted. Null: this host knows no consent, and nobody counts as unsubscribed. */
  consent: string | null;
  fields: FieldDeclaration[];
  /** Makes customers for unknown e-mail addresses of a CSV import (`unmatched=create`). Without it that option is refused. */
  create?: (emails: string[], manager: EntityManager) => Promise<void>;
}

/**
 * Where events of the host are: one table for many types (`type` names its column), or a table of its own for one event.
 * For many events it needs two indexes: `(type, at) INCLUDE (customer)`, by which all who did something within a window are
 * counted, and `(customer, type, at)`, by which one customer is looked at. A table without `type` leaves that column out.
 */
export interface EventSourceOptions {
  entity: EntityTarget<ObjectLiteral>;
  /** Property with the customer's key. */
  customer: string;
  /** Property with the instant. */
  at: string;
  /** Property with the event's type, when the table holds many. */
  type?: string;
  /** Types known beforehand. A table without `type` declares exactly one. */
  events: EventDeclaration[];
}

export interface EventDeclaration {
  name: string;
  /** @default the name in words */
  label?: string;
  properties: FieldDeclaration[];
}

/** What a host knows at run time only: attributes and event types that came with the data. */
export interface RuntimeCatalogue {
  fields: FieldDeclaration[];
  /** By event source, in the order of `events` of the options. */
  events: EventDeclaration[][];
}

export interface CampaignRef {
  id: number | string;
  name: string;
}

/** The host's campaigns, as far as the library must know them. It only reads: most transactions are read-only. */
export interface CampaignDirectory {
  /** Those of the ids that exist. */
  find(ids: string[], manager: EntityManager): Promise<CampaignRef[]>;
  /** Unsent campaigns that target one of these, by the id of what they target. */
  using(
    targets: { segmentIds: number[] } | { audienceIds: number[] },
    manager: EntityManager,
  ): Promise<Map<number, CampaignRef[]>>;
  /** The newest campaign that points at each of the audiences. */
  newestOf(audienceIds: number[], manager: EntityManager): Promise<Map<number, CampaignRef>>;
}

/** What a request wants to do; the host's `authorize` decides. */
export type Permission =
  | 'audit:read'
  | 'fields:read'
  | 'segments:read'
  | 'segments:write'
  | 'audiences:read'
  | 'audiences:write'
  | 'lists:read'
  | 'lists:write'
  | 'metrics:read'
  | 'snapshots:read'
  | 'snapshots:write';

export interface TargetingOptions {
  customer: CustomerOptions;
  /** @default [] */
  events?: EventSourceOptions[];
  /** Fields and events known only from the data. Called once a request; it only reads: most transactions are read-only. */
  catalogue?: (manager: EntityManager) => Promise<RuntimeCatalogue>;
  /**
   * The tables that `catalogue` reads, and nothing else, as SQL names them. Where the engine captures by triggers it watches them, and
   * calls `catalogue` only after one of them has changed. @default none: it is called each time
   */
  catalogueTables?: string[];
  /** @default none: contact rules accept any campaign id */
  campaigns?: CampaignDirectory;
  /** IANA name of the workspace's time zone. @default 'UTC' */
  timeZone?: string;
  /** Whether a request may do what its endpoint declares. @default everything is allowed */
  authorize?: (permission: Permission, request: Request) => boolean | Promise<boolean>;
  /** Who makes the request; kept with every definition. @default null */
  actor?: (request: Request) => string | null;
  /** The present instant. @default the clock */
  clock?: () => Date;
  limits?: Partial<TargetingLimits>;
  engine?: EngineOptions;
}

/** Memberships kept in memory, so that counts take milliseconds. Without it every count is asked of the database. */
export interface EngineOptions {
  /** @default true */
  enabled?: boolean;
  /**
   * How changes of customers and events are noticed: by triggers on their tables, or by the host, which calls
   * `TargetingChanges` in the transactions that change them. @default 'triggers'
   */
  capture?: 'triggers' | 'host';
  /**
   * Bytes that all sets together may take; those used least go first. What needs more of them at once than have room is asked of the
   * database. Beside them there are only those being read, at most one for every third connection. @default 512 MB
   */
  memoryBytes?: number;
  /** Milliseconds between two looks at who came into segments and who left. @default 10,000 */
  observeEveryMs?: number;
  /** Days that membership events and the sizes of segments are kept; the last size always is. @default 90 */
  eventDays?: number;
}

export interface TargetingLimits {
  /** Bytes of an uploaded file. @default 200 MB */
  uploadBytes: number;
  /** Milliseconds until a preview is given up. @default 30,000 */
  previewMs: number;
  /** Milliseconds until a comparison is given up: of a snapshot with others or with now, of a campaign with its review. @default 300,000 */
  comparisonMs: number;
}
