import type { Identifier, RaRecord } from 'react-admin';
import type { KeysetPage } from './custom-methods.js';
import type { DefinitionStatus, Person, Segment } from './types.js';

/** What has versions. */
export type Versioned = 'segments' | 'audiences' | 'lists';

/** A definition as it was saved once. */
export interface Version {
  version: number;
  name: string;
  status: DefinitionStatus;
  /** What it says, in plain words. */
  summary: string;
  author: string | null;
  created_at: string;
  /** What is different from the version before, in plain words. */
  changes: string[];
}

/** A version with everything it says. */
export interface VersionDetail {
  version: number;
  author: string | null;
  created_at: string;
  /** As on the wire. */
  definition: Record<string, unknown>;
  /** What is different from the version asked for, or else from the one before. */
  changes: string[];
}

/** What the API answers beside its faults when something else was saved meanwhile. */
export interface Stale {
  /** The definition as it was in the version that was changed; null when that is not known. */
  base: Record<string, unknown> | null;
  /** The record as it is now. */
  current: RaRecord & { version: number };
}

export type AuditKind = 'segment' | 'audience' | 'list' | 'import' | 'snapshot' | 'campaign' | 'customer';

/** Who did what, and when. */
export interface AuditEntry extends RaRecord {
  at: string;
  actor: string | null;
  action: string;
  kind: AuditKind;
  subject_id: Identifier | null;
  subject_name: string | null;
  version: number | null;
  details: Record<string, unknown> | null;
}

/** What has to hold of a segment before it can be saved. */
export interface SegmentTests {
  /** Customers who must be in. */
  include?: Identifier[];
  /** Customers who must not be in. */
  exclude?: Identifier[];
  size?: { min?: number | null; max?: number | null } | null;
}

export interface TestResult {
  /** E.g. `tests.include[0]`. */
  path: string;
  passed: boolean;
  message: string;
}

export interface TestedSegment {
  passed: boolean;
  checked_at: string;
  results: TestResult[];
}

export interface FailingSegment {
  id: Segment['id'];
  name: string;
  /** Those that fail. */
  results: TestResult[];
}

/** Something that a change of a segment changes too. */
export interface AffectedUser {
  id: Identifier;
  name: string;
  /** Null when it cannot be counted. */
  before: number | null;
  after: number | null;
}

/** What other rules would make of a saved segment. */
export interface Impact {
  /** Null when the saved rules cannot be counted any more. */
  before: number | null;
  after: number;
  entering: number;
  leaving: number;
  entering_sample: Person[];
  leaving_sample: Person[];
  affected: Record<'segments' | 'audiences' | 'campaigns', AffectedUser[]>;
}

/** The size of a segment from an instant on. */
export interface SizePoint {
  /** Ascending, as they were recorded. */
  id: string;
  at: string;
  count: number;
  entered: number;
  left: number;
}

/** The sizes of a segment, the latest first. */
export interface SizeHistory extends KeysetPage<SizePoint> {
  /** Null when they go up to now; otherwise why the segment is not observed. */
  not_observed: 'not_active' | 'invalid_rules' | 'engine_unavailable' | null;
}
