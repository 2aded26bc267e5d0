import { Injectable, type PipeTransform } from '@nestjs/common';
import { notFound } from 'nest-targeting';

const LARGEST = 2_147_483_647;

/** An id of a path. What can be no id names nothing, so it answers 404. */
@Injectable()
export class IdPipe implements PipeTransform<string, number> {
  constructor(private readonly what: string) {}

  transform(text: string): number {
    const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Infinity;
    if (id > LARGEST) throw notFound(this.what, text);
    return id;
  }
}
