import type { Identifier } from 'react-admin';
import { overlapMethods } from './overlap-methods.js';
import type { Request } from './targeting-data-provider.js';
import { historyMethods } from './history-methods.js';
import { queryString } from './query.js';
import { snapshotMethods } from './snapshot-methods.js';
import type {
  Audience,
  AudiencePreview,
  Campaign,
  ColumnMeaning,
  CustomerImport,
  Explanation,
  Fields,
  FieldValue,
  ListImport,
  Matched,
  Memberships,
  RejectedRow,
  Segment,
  SegmentPreview,
  Snapshot,
} from './types.js';

/** Lets the caller give up. */
export interface Asking {
  signal?: AbortSignal;
}

/** A page of a long list. */
export interface KeysetPage<T> {
  data: T[];
  total: number;
  /** Give this as `after` to get the next page; null on the last one. */
  next: string | null;
}

export interface KeysetQuery extends Asking {
  after?: string | null;
  perPage?: number;
  sort?: string;
  order?: 'asc' | 'desc';
  q?: string;
}

export interface CsvOptions extends Asking {
  /** Whether an audience includes or excludes those in the file. */
  use?: 'include' | 'exclude';
  mode?: 'append' | 'replace';
  unmatched?: 'skip' | 'create';
  /** Name or number of the column that names the customers; found when left out. */
  column?: string;
  /** Brings it into a fixed segment even when the segment's tests fail by it. */
  force?: boolean;
}

/** Who can have members that are explained. */
export type Target = 'segments' | 'audiences';

/** What the API can do beyond react-admin's own methods. */
export type CustomMethods = ReturnType<typeof customMethods>;

export const customMethods = (request: Request, apiUrl: string) => ({
  ...snapshotMethods(request),
  ...overlapMethods(request),
  ...historyMethods(request),

  /** The fields and events that rules may ask. */
  fields: ({ signal }: Asking = {}) => request<Fields>('fields', { signal }),

  /** The most frequent values of a field, or of a property of an event. */
  fieldValues: async (name: string, { q, event, signal }: Asking & { q?: string; event?: string } = {}) => {
    const path = `fields/${encodeURIComponent(name)}/values${queryString({ q, event })}`;
    return (await request<{ data: FieldValue[] }>(path, { signal })).data;
  },

  /** Counts rules that need not be saved. `id`: the segment they are of. */
  previewSegment: (rules: { conditions: unknown; id?: Identifier }, { signal }: Asking = {}) =>
    request<SegmentPreview>('segments/preview', { ...post(rules), signal }),

  /** Counts an audience that need not be saved, with its ledger. */
  previewAudience: (audience: Partial<Audience>, { signal }: Asking = {}) =>
    request<AudiencePreview>('audiences/preview', { ...post(audience), signal }),

  /** Counts who would get a campaign. */
  previewCampaign: (id: Identifier, { signal }: Asking = {}) =>
    request<AudiencePreview>(`campaigns/${id}/preview`, { ...post({}), signal }),

  /** `expected_count`: the number that was confirmed; for another one nothing is sent (409). */
  sendCampaign: (id: Identifier, options: { confirm_everyone?: boolean; expected_count?: number } = {}) =>
    request<Campaign>(`campaigns/${id}/send`, post(options)),

  /** A page of a long list: `members` of segments, audiences, lists and snapshots, `recipients` of campaigns, … */
  keysetPage: <T>(path: string, { perPage, signal, ...query }: KeysetQuery = {}) =>
    request<KeysetPage<T>>(`${path}${queryString({ ...query, per_page: perPage })}`, { signal }),

  /** Why a customer is in, or is not. */
  explain: (target: Target, id: Identifier, customerId: Identifier, { signal }: Asking = {}) =>
    request<Explanation>(`${target}/${id}/explain/${encodeURIComponent(customerId)}`, { signal }),

  /** The same of rules (`conditions`) or of an audience that need not be saved. `id`: what they are of. */
  explainDraft: (target: Target, draft: object, customerId: Identifier, { signal }: Asking = {}) =>
    request<Explanation>(`${target}/explain`, { ...post({ ...draft, customer_id: customerId }), signal }),

  /** What a customer is in now. */
  memberships: (customerId: Identifier, { signal }: Asking = {}) =>
    request<Memberships>(`customers/${customerId}/memberships`, { signal }),

  duplicateSegment: (id: Identifier) => request<Segment>(`segments/${id}/duplicate`, post({})),
  duplicateCampaign: (id: Identifier) => request<Campaign>(`campaigns/${id}/duplicate`, post({})),

  /** Brings a file into a list, a static segment or an audience. Answers while a long import goes on: ask `getOne('imports')`. */
  importCsv: (
    resource: 'lists' | 'segments' | 'audiences',
    id: Identifier,
    file: File,
    { signal, ...options }: CsvOptions = {},
  ) =>
    request<ListImport>(`${resource}/${id}/import-csv`, {
      method: 'POST',
      body: form(file, options),
      signal,
    }),

  /** The rows of an import that were rejected or named nobody, page after page. */
  rejectedRows: (id: Identifier, { after, signal }: Asking & { after?: string | null } = {}) =>
    request<KeysetPage<RejectedRow> & { header: string[] }>(
      `imports/${id}/rejected-rows${queryString({ after, per_page: 50 })}`,
      { signal },
    ),

  /** Whom addresses and ids name. */
  matchCustomers: async (identifiers: readonly string[]) =>
    (await request<{ data: Matched[] }>('lists/match', post({ identifiers }))).data,

  /** @param options `force`: even when the tests of a fixed segment fail by it */
  undoImport: (id: Identifier, options: { force?: boolean } = {}) =>
    request<ListImport>(`imports/${id}/undo`, post(options)),

  /** Address of the rows of an import that were rejected or named nobody; react-admin has only promises answered. */
  rejectedRowsUrl: (id: Identifier) => Promise.resolve(`${apiUrl}/imports/${id}/rejected`),

  /** The snapshots of an audience, the newest first. */
  snapshots: (
    audienceId: Identifier,
    { signal, ...page }: Asking & { page?: number; per_page?: number } = {},
  ) =>
    request<{ data: Snapshot[]; total: number }>(`audiences/${audienceId}/snapshots${queryString(page)}`, {
      signal,
    }),

  takeSnapshot: (audienceId: Identifier) => request<Snapshot>(`audiences/${audienceId}/snapshots`, post({})),

  /** What an import of customers would make of the columns of a file. */
  customerColumns: async (header: string[], { signal }: Asking = {}) => {
    const asked = { ...post({ header }), signal };
    return (await request<{ columns: ColumnMeaning[] }>('customers/import-csv/columns', asked)).columns;
  },

  /** Adds and changes customers by a file. */
  importCustomers: (file: File, { signal }: Asking = {}) =>
    request<CustomerImport>('customers/import-csv', { method: 'POST', body: form(file, {}), signal }),

  rejectedCustomersUrl: (id: Identifier) => Promise.resolve(`${apiUrl}/customers/imports/${id}/rejected`),
});

const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });

/** The file last: servers may read the fields before it. */
function form(file: File, fields: Record<string, string | boolean | undefined>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== '') data.set(name, String(value));
  data.set('file', file);
  return data;
}
