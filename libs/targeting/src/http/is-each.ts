import { ValidateBy } from 'class-validator';

/** What each element of a list must be, and what is said about one that is not. */
export interface EachMust {
  readonly is: (element: unknown) => boolean;
  readonly message: string;
}

/** Name of the constraint; the pipe finds an `EachMust` in its context. */
export const isEach = 'isEach';

/** Every element of a list must be something; each that is not is a fault with its own place. */
export const IsEach = (is: EachMust['is'], message: string) =>
  ValidateBy(
    { name: isEach, validator: { validate: (value) => !Array.isArray(value) || value.every(is) } },
    { message, context: { is, message } satisfies EachMust },
  );

export const IsTexts = () => IsEach((element) => typeof element === 'string', 'This is no text.');
