import { Box, FormLabel } from '@mui/material';
import { useId, useState } from 'react';
import { useInput, useTranslate } from 'react-admin';
import { OnePicker } from '../picking/OnePicker.js';
import { AudienceTarget } from './AudienceTarget.js';
import { TargetKinds, type TargetKind } from './TargetKinds.js';

interface TargetInputProps {
  /** Where `segment_id` and `audience_id` are in the record, e.g. `target`; at its top when left out. */
  source?: string;
}

/** Whom something is sent to: one segment picked by its name and size, or an audience, which can be built in place. */
export function TargetInput({ source }: TargetInputProps) {
  const translate = useTranslate();
  const labelId = useId();
  const at = (name: string) => (source ? `${source}.${name}` : name);
  const segment = useInput<{ id: number }>({ source: at('segment_id'), defaultValue: null });
  const audience = useInput<{ id: number }>({
    source: at('audience_id'),
    defaultValue: null,
    validate: (id: unknown, values: Record<string, unknown>) =>
      id || valueAt(values, at('segment_id')) ? undefined : 'targeting.target.required',
  });
  const segmentId = (segment.field.value as number | '' | null) || null;
  const audienceId = (audience.field.value as number | '' | null) || null;
  const [asked, setAsked] = useState<TargetKind>('segment');
  const [putAside, setPutAside] = useState<number | null>(null);
  // What is picked says it, whoever picked it: the address of the page may have, after the form has begun.
  const kind: TargetKind = audienceId ? 'audience' : segmentId ? 'segment' : asked;
  const pick = (of: TargetKind, id: unknown) => {
    setAsked(of);
    segment.field.onChange(of === 'segment' ? id : null);
    audience.field.onChange(of === 'audience' ? id : null);
  };
  /** What is not asked for is not sent to either; it is there again when one comes back to it. */
  const changeKind = (next: TargetKind) => {
    setPutAside(kind === 'segment' ? segmentId : audienceId);
    pick(next, putAside);
  };
  const error = textOf(audience.fieldState.error?.message ?? segment.fieldState.error?.message, translate);
  return (
    <Box role="group" aria-labelledby={labelId} sx={{ display: 'grid', gap: 1.5, width: 1 }}>
      <FormLabel id={labelId}>{translate('targeting.target.title')}</FormLabel>
      <TargetKinds value={kind} onChange={changeKind} labelledBy={labelId} />
      {kind === 'segment' ? (
        <OnePicker
          resource="segments"
          label="targeting.target.segment"
          value={segmentId}
          filter={{ is_active: true }}
          error={error}
          onChange={(id) => pick('segment', id)}
        />
      ) : (
        <AudienceTarget id={audienceId} error={error} onChange={(id) => pick('audience', id)} />
      )}
    </Box>
  );
}

const valueAt = (values: Record<string, unknown>, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], values);

/** React-admin marks messages that are to be translated. */
function textOf(message: string | undefined, translate: (key: string, options?: object) => string) {
  if (!message) return undefined;
  const key = message.startsWith('@@react-admin@@') ? (JSON.parse(message.slice(15)) as string) : message;
  return translate(key, { _: key });
}
