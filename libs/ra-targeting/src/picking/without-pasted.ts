/** What is sent of a form with a field to paste into. */
export const withoutPasted = ({ pasted: _, ...data }: Record<string, unknown>) => data;
