import { isEmail } from 'class-validator';
import { fold } from '../rules/index.js';

/** The everyday addresses, a subset of what `isEmail` takes, recognised many times as fast: files have a million of them. */
const everyday =
  /^(?=.{1,254}$)(?=[^@]{1,64}@)[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i;

export const isEmailAddress = (text: string): boolean => everyday.test(text) || isEmail(text);

/** An e-mail address as addresses are compared; undefined for what is none. */
export function foldEmailAddress(text: string): string | undefined {
  if (everyday.test(text)) return text.toLowerCase();
  return isEmail(text) ? fold(text) : undefined;
}
