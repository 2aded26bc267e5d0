import { useRecordContext, useTranslate } from 'react-admin';

/** Consent has three answers: yes, no, and never asked. */
export function SubscribedField(_: { source?: string }) {
  const customer = useRecordContext<{ id: number; subscribed: boolean | null }>();
  const translate = useTranslate();
  return customer ? <>{translate(`customers.subscribed.${customer.subscribed}`)}</> : null;
}
