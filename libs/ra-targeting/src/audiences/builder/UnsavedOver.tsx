import { useEffect } from 'react';
import { useFormIsDirty } from 'react-admin';
import type { UseFormReturn } from 'react-hook-form';

/** Of the form below: set while the form over it has something that is not saved. */
const UNSAVED = 'unsaved_over_this';

/**
 * In a form over another one: what is not saved of it counts as a change of the other form, which asks whoever leaves the
 * page. Only one of them can: the router has one blocker at a time.
 */
export function UnsavedOver({ below }: { below: UseFormReturn }) {
  const isDirty = useFormIsDirty();
  const { setValue, unregister } = below;
  useEffect(() => {
    if (!isDirty) return;
    setValue(UNSAVED, true, { shouldDirty: true });
    return () => unregister(UNSAVED);
  }, [isDirty, setValue, unregister]);
  return null;
}
