import { type PipeTransform, Injectable } from '@nestjs/common';
import { notFound } from './problem.js';

/** Reads a path segment as the id of something; what is no id is not found. */
@Injectable()
export class IdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9][0-9]{0,9}$/.test(text) || Number(text) > 2_147_483_647)
      throw notFound('such id', JSON.stringify(text));
    return Number(text);
  }
}

/** Ids that may be a host's own are kept as text; a number is one again on the wire. */
export const idOnWire = (text: string | null): number | string | null =>
  text !== null && /^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : text;
