import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray } from 'class-validator';
import { IsEach } from './is-each.js';

const isId = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 2_147_483_647;

/** A list of ids of the library: positive integers, as PostgreSQL holds them. */
export const IsIds = (most = 1_000) =>
  applyDecorators(IsArray(), ArrayMaxSize(most), IsEach(isId, 'This is no id: ids are numbers from 1.'));
