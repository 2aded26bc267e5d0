/** The status of those whom an audience that includes nothing means. */
export const activeStatus = 'active';

/** A status as it is kept: “Active”, as many systems write it, is the same one. */
export const storedStatus = (text: string): string =>
  text.trim().toLowerCase() === activeStatus ? activeStatus : text;
