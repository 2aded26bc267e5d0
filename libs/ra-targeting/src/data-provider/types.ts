import type { Identifier, RaRecord } from 'react-admin';
import type { SegmentTests } from './history-types.js';

/** What the API answers: its names, as they are on the wire. */

export type DefinitionStatus = 'draft' | 'active' | 'archived';

/** One thing that is wrong with a request, with its place in it, e.g. `conditions.rules[1].value`. */
export interface Fault {
  path: string;
  code: string;
  message: string;
}

interface Definition extends RaRecord<number> {
  name: string;
  description: string;
  status: DefinitionStatus;
  is_active: boolean;
  customer_count: number | null;
  created_by: string | null;
  updated_by: string | null;
  created_at: string;
  updated_at: string;
}

/** How many use something: drafts too, but not what is archived, nor campaigns already sent. */
export interface UsedBy {
  segments: number;
  audiences: number;
  campaigns: number;
}

export interface Segment extends Definition {
  segment_type: 'dynamic' | 'static';
  conditions: object | null;
  /** The rules in plain words. */
  summary: string;
  list_id: number | null;
  counted_at: string | null;
  used_by: UsedBy;
  version: number;
  /** What has to hold of it; null when nothing has. */
  tests?: SegmentTests | null;
  /** Only when asked for by id. */
  problems?: Fault[];
  customers?: Identifier[];
  emails?: string[];
}

export type AudienceType = 'all' | 'segment' | 'list' | 'manual' | 'combined';

/** What an audience is made of. */
export interface AudienceDefinition {
  include_segments: number[];
  include_logic: 'AND' | 'OR';
  include_customers: Identifier[];
  include_lists: number[];
  exclude_segments: number[];
  exclude_customers: Identifier[];
  exclude_lists: number[];
  exclude_unsubscribed: boolean;
  exclude_contacted_within_days: number | null;
  exclude_contacted_in_campaigns: Identifier[];
}

export interface Audience extends Definition, AudienceDefinition {
  id: number;
  audience_type: AudienceType;
  campaign_id: Identifier | null;
  counted_at: string | null;
  version: number;
  problems?: Fault[];
}

export interface CustomerList extends Definition {
  version: number;
  customer_count: number;
  unmatched_count: number;
  used_by: UsedBy;
  /** Picked by hand; only when asked for by id, and when they are not too many. */
  customers?: Identifier[];
  emails?: string[];
}

export type ImportStatus = 'running' | 'completed' | 'failed' | 'undone';

export interface ListImport extends RaRecord<number> {
  status: ImportStatus;
  list_id: number;
  /** The static segment whose customers the list holds. */
  segment_id: number | null;
  file_name: string;
  mode: 'append' | 'replace';
  unmatched_mode: 'skip' | 'create';
  column: string;
  identifier: string;
  rows: number;
  matched: number;
  created: number;
  duplicates: number;
  unmatched: number;
  rejected: number;
  error: string | null;
  created_by: string | null;
  created_at: string;
  finished_at: string | null;
}

/** A row of a file that was rejected, or named nobody. */
export interface RejectedRow {
  line: number;
  code: string;
  reason: string;
  cells: string[];
}

/** Whom a pasted address or id names. */
export interface Matched {
  identifier: string;
  kind: 'email' | 'id' | null;
  outcome: 'found' | 'ambiguous' | 'unknown' | 'invalid';
  customers: Person[];
}

export interface Campaign extends RaRecord<number> {
  name: string;
  segment_id: number | null;
  audience_id: number | null;
  status: 'draft' | 'sending' | 'sent' | 'failed';
  snapshot_id: number | null;
  recipient_count: number | null;
  sent_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface LedgerSource {
  kind: 'all' | 'segment' | 'list' | 'customers';
  id?: number;
  name?: string;
  count: number;
  only_here: number;
}

export interface LedgerExclusion {
  kind: 'segment' | 'customers' | 'list' | 'unsubscribed' | 'contacted';
  id?: number;
  name?: string;
  within_days?: number;
  campaigns?: Identifier[];
  alone: number;
  removed: number;
}

/** The sum from every source through overlap and every exclusion to the final count. */
export interface Ledger {
  sources: LedgerSource[];
  overlap: number;
  not_in_all: number;
  included: number;
  exclusions: LedgerExclusion[];
  excluded: number;
  final: number;
}

export interface Person {
  id: Identifier;
  name: string | null;
  email: string | null;
}

/** A customer of a segment or an audience, with what brought them in. */
export interface Member extends Person {
  sources?: string[];
}

export interface SegmentPreview {
  count: number;
  total: number;
  as_of: string;
  took_ms: number;
  rules: { path: string; count: number; running: number }[];
  sample: Person[];
  /** What is allowed, and perhaps not meant. */
  warnings?: Fault[];
}

export interface AudiencePreview {
  count: number;
  as_of: string;
  took_ms: number;
  ledger: Ledger;
  sample: Member[];
  warnings?: Fault[];
}

export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'array';

export interface FieldInfo {
  name: string;
  label: string;
  type: FieldType;
  operators: string[];
}

export interface EventInfo {
  name: string;
  label: string;
  properties: FieldInfo[];
}

/** Everything that rules may ask. */
export interface Fields {
  /** The workspace's time zone, when the API tells it. */
  time_zone?: string;
  fields: FieldInfo[];
  events: EventInfo[];
  /** Whether unknown addresses of a file can become customers. */
  can_create_customers?: boolean;
}

export interface FieldValue {
  value: string | number | boolean;
  count: number;
}

/** A rule of an explanation, with what it met. */
export interface Trace {
  path: string;
  text: string;
  actual: unknown;
  /** What it met, in words; null where the rules below say it. */
  actual_text: string | null;
  matched: boolean;
  /** Of a group. */
  logic?: 'AND' | 'OR';
  not?: boolean;
  rules?: Trace[];
}

export interface ExplainedPart {
  kind: string;
  id?: number;
  name?: string;
  matched: boolean;
  /** Of an exclusion: whether it is what takes them out, the first that names them. */
  removed?: boolean;
  tree: Trace;
}

export interface Explanation {
  member: boolean;
  reason: string;
  sources: ExplainedPart[];
  exclusions: ExplainedPart[];
  /** When they will come in or leave if nothing else happens. */
  next_change?: { at: string; member: boolean; because: string } | null;
}

export interface Named {
  id: Identifier;
  name: string;
}

export interface Usage {
  segments: Named[];
  audiences: Named[];
  campaigns: Named[];
}

export interface Memberships {
  segments: Named[];
  audiences: Named[];
  lists: Named[];
}

export interface Snapshot extends RaRecord<number> {
  audience_id: number | null;
  segment_id: number | null;
  campaign_id: Identifier | null;
  taken_at: string;
  count: number;
  sha256: string;
  ledger: Ledger;
  definition: object;
  created_by: string | null;
}

/** What an import of customers would make of a column. */
export interface ColumnMeaning {
  column: string;
  /** The field or attribute; null when the column has no name and is left out. */
  becomes: string | null;
  is_attribute: boolean;
  /** The type an attribute has already; null when it would be new. */
  type: FieldType | null;
}

export interface CustomerImport {
  id: number;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  rejected_rows: { line: number; code: string; message: string }[];
}
