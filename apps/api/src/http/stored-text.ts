import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/** NUL and lone surrogates cannot be kept in PostgreSQL's UTF-8. */
const unstorable = /[\0\p{Surrogate}]/u;

export const isStorable = (text: string): boolean => !unstorable.test(text);

/** The form in which text is kept: without blanks around it, in NFC. */
export const storedForm = (text: string): string => text.trim().normalize('NFC');

/** Text of a request, brought into the form in which it is kept; what cannot be kept is refused. */
export const StoredText = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? storedForm(value) : value)),
    ValidateBy({
      name: 'storable',
      validator: {
        validate: (value) => typeof value === 'string' && isStorable(value),
        defaultMessage: (args) => `${args?.property} must be text without NUL characters and lone surrogates`,
      },
    }),
  );
