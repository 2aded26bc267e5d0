import type { RaRecord } from 'react-admin';

/** A customer, as the API tells of one. */
export interface Customer extends RaRecord<number> {
  name: string | null;
  email: string | null;
  external_id: string | null;
  status: string;
  subscribed: boolean | null;
  score: number | null;
  attributes: Record<string, unknown>;
  created_at: string;
  updated_at: string;
}

export interface CustomerEvent extends RaRecord<number> {
  type: string;
  occurred_at: string;
  properties: Record<string, unknown>;
}

/** A value of an attribute or a property, to be read. */
export function readable(value: unknown): string {
  if (Array.isArray(value)) return value.map(readable).join(', ');
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `email_opened` as people would write it. */
export const spaced = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
