import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** NUL and lone surrogates cannot be kept in PostgreSQL's UTF-8. */
const storable = /^[^\0\p{Surrogate}]*$/u;

const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

const Storable = () =>
  Matches(storable, { message: ({ property }) => `${property} has a character that cannot be stored` });

const longestName = 200;

/** What something is called: not empty, without blanks around it. */
export const IsName = () =>
  applyDecorators(Trimmed(), IsString(), IsNotEmpty(), MaxLength(longestName), Storable());

/** What the copy of something is called: shortened where it would be too long to be saved again. */
export function nameOfCopy(name: string): string {
  const ending = ' (copy)';
  return (
    [...name]
      .slice(0, longestName - ending.length)
      .join('')
      .trimEnd() + ending
  );
}

/** What is said about something; may be left out. */
export const IsDescription = () => applyDecorators(IsOptional(), IsString(), MaxLength(5_000), Storable());
