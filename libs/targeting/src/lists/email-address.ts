import { isEmail } from 'class-validator';

/** The everyday addresses, a subset of what `isEmail` takes, recognised ten times as fast: files have a million of them. */
const everyday =
  /^(?=.{1,254}$)(?=[^@]{1,64}@)[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i;

export const isEmailAddress = (text: string): boolean => everyday.test(text) || isEmail(text);
