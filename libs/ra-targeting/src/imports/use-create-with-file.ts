import { type FieldValues } from 'react-hook-form';
import { HttpError, useNotify, useRedirect, useTranslate } from 'react-admin';
import { unsavedBy } from '../data-provider/problem.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import type { ChosenFile } from './CsvChoices.js';

type Values = FieldValues & { csv?: ChosenFile | null; pasted?: string };

/**
 * Saves a new list or fixed segment and brings the form's file into it. When the file is refused nothing stays, and the
 * form says why; a long import goes on, on the page of what was made.
 * @returns for `onSubmit`: what is wrong, by field
 */
export function useCreateWithFile(resource: 'lists' | 'segments') {
  const targeting = useTargeting();
  const notify = useNotify();
  const redirect = useRedirect();
  const translate = useTranslate();

  const fill = async (id: number, { file, options }: ChosenFile) => {
    try {
      await targeting.importCsv(resource, id, file, options);
    } catch (error) {
      await targeting.delete(resource, { id }).catch(() => undefined);
      const text = translate('targeting.csv.refused', { file: file.name });
      throw new HttpError(text, 422, { errors: { csv: `${text} ${(error as Error).message}` } });
    }
  };

  return async ({ csv, pasted: _, ...data }: Values): Promise<object | undefined> => {
    try {
      const { data: made } = await targeting.create<{ id: number }>(resource, { data });
      if (csv) await fill(made.id, csv);
      notify(`resources.${resource}.notifications.created`, { type: 'success' });
      redirect('show', resource, made.id);
      return undefined;
    } catch (error) {
      const { message, body } = unsavedBy(error);
      // What is about no field the form says itself.
      const { errors } = body as { errors: Record<string, unknown> };
      if (!errors['root']) notify(message, { type: 'error' });
      return errors;
    }
  };
}
