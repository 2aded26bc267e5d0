import type { EntityManager } from 'typeorm';
import {
  compileFilter,
  type CustomerTable,
  type EventRule,
  type Moment,
  quoteTable,
  type Rule,
  SqlWriter,
} from '../rules/index.js';
import { eventKeysSql } from '../rules/compile-events.js';
import { wholeListMembership } from '../rules/list-membership.js';
import { isJson, textSql } from '../rules/read.js';
import { type Bits, wordsFor } from './bits.js';
import type { Leaf, LeafContext, LeafRule } from './leaf.js';
import { assertSmall, NumberAnew, type Ordinals, tooLarge } from './ordinals.js';

/** So many events are read one by one: to make each customer one of them takes longer than all else. */
const mostEvents = 2 ** 22;

/**
 * Whom a leaf holds for, read whole; some who are no customers any more may be among them (`mayHoldStrangers`).
 * @param most events that are read one by one
 */
export async function readLeaf(
  leaf: Leaf,
  now: number,
  ordinals: Ordinals,
  manager: EntityManager,
  most = mostEvents,
): Promise<Bits> {
  const { rule, context } = leaf;
  const { customer, campaignId, timeZone } = context;
  const writer = new SqlWriter();
  const moment = { now, timeZone };
  if (mayHoldStrangers(rule)) {
    const bits = await readEvents(rule, moment, ordinals, manager, most);
    if (bits) return bits;
  }
  if (rule.kind === 'list') {
    const filter = wholeListMembership(customer, 'c', writer.param(rule.id, 'integer'));
    return readBits(customer, filter, writer, ordinals, manager);
  }
  if (rule.kind === 'field' && rule.field.type === 'text' && isJson(rule.field)) {
    // It is looked at several times, and to get it out of the JSON is most of the work: here it is done once, and for equal JSON once.
    // Not by a subquery, which would keep all of it in one process.
    const text = textSql({ field: rule.field, alias: 'c', writer });
    const known = { field: rule.field, sql: 't.text' };
    const filter = compileFilter(rule, { customer, writer, moment, alias: 'c', campaignId, known });
    const also = `, LATERAL unnest(ARRAY[${text}]) t(text)`;
    return readBits(customer, filter, writer, ordinals, manager, also);
  }
  return readRule(rule, context, now, ordinals, manager);
}

/** Whether a leaf is read without a look at the customers: then only those in `everyone` count. */
export const mayHoldStrangers = (rule: LeafRule): rule is EventRule => rule.kind === 'event';

/** Whom a rule holds for, read whole, by the SQL that a send has too: what is read in another way is checked by it. */
export function readRule(
  rule: Rule,
  { customer, campaignId, timeZone }: LeafContext,
  now: number,
  ordinals: Ordinals,
  manager: EntityManager,
): Promise<Bits> {
  const writer = new SqlWriter();
  const context = { customer, writer, moment: { now, timeZone }, alias: 'c', campaignId };
  return readBits(customer, compileFilter(rule, context), writer, ordinals, manager);
}

/** For whom a condition about the customer `c` holds. @param also what is read beside the customers */
export async function readBits(
  customer: CustomerTable,
  filter: string,
  writer: SqlWriter,
  ordinals: Ordinals,
  manager: EntityManager,
  also = '',
): Promise<Bits> {
  const sql = `SELECT ${ordinals.sql} AS ordinal FROM ${quoteTable(customer.table)} c ${ordinals.join}${also} WHERE ${filter}`;
  const blocks = await readBlocks(sql, writer, manager);
  for (const { block } of blocks) {
    // As after a restore without triggers.
    if (block === null) throw new NumberAnew('A customer has no ordinal.');
    assertSmall(block * 2 ** blockBits);
  }
  return bitsOf(blocks);
}

/** From the events alone, for rules that can be read so. */
async function readEvents(
  rule: EventRule,
  moment: Moment,
  ordinals: Ordinals,
  manager: EntityManager,
  most: number,
): Promise<Bits | undefined> {
  const read = async (isEachOnce: boolean, limit = '') => {
    const writer = new SqlWriter();
    const keys = eventKeysSql(rule, { writer, moment }, isEachOnce);
    return keys === undefined
      ? undefined
      : readBlocks(keysToOrdinals(keys, ordinals) + limit, writer, manager);
  };
  let blocks = rule.question.kind === 'any' ? await read(false, ` LIMIT ${most}`) : undefined;
  if (!blocks || membersIn(blocks) === most) blocks = await read(true);
  return blocks && bitsOf(blocks);
}

/** Keys are numbers as they are, or have one in `targeting.ordinals`. That no customer's is too large is seen to with `everyone`. */
const keysToOrdinals = (keys: string, { areKeys }: Ordinals) =>
  areKeys
    ? `SELECT key::bigint AS ordinal FROM (${keys}) k WHERE key >= 0 AND key < ${tooLarge}`
    : `SELECT o.ordinal FROM (${keys}) k JOIN targeting.ordinals o ON o.customer_id = k.key WHERE o.ordinal < ${tooLarge}`;

const membersIn = (blocks: readonly Block[]) =>
  blocks.reduce((sum, { members }) => sum + members.length / 2, 0);

/** Ordinals of a block: two bytes each, beside the number of the block. */
const blockBits = 15;

/** Ordinals with the same higher bits: the lower ones of each, in two bytes. */
interface Block {
  readonly block: number;
  readonly members: Buffer;
}

/**
 * Ordinals by SQL: they come in blocks, so that neither side handles single rows. The second query finds nothing: of a union the
 * planner guesses that there are few blocks, where it would take them for as many as ordinals, and not share the work among processes.
 */
const readBlocks = (sql: string, writer: SqlWriter, manager: EntityManager): Promise<Block[]> =>
  manager.query(
    `SELECT block::float8 AS block, string_agg(int2send(low), '') AS members
       FROM (SELECT ordinal >> ${blockBits} AS block, (ordinal & ${2 ** blockBits - 1})::int2 AS low FROM (${sql}) f
             UNION ALL SELECT NULL, NULL WHERE FALSE) b
       GROUP BY b.block`,
    writer.params,
  );

function bitsOf(blocks: readonly Block[]): Bits {
  const count = blocks.reduce((most, { block }) => Math.max(most, block + 1), 0);
  const bits: Bits = new Uint32Array(wordsFor(count << blockBits));
  for (const { block, members } of blocks) addBlock(bits, block << blockBits, members);
  return bits;
}

function addBlock(bits: Bits, first: number, members: Buffer): void {
  for (let at = 0; at < members.length; at += 2) {
    const ordinal = first + members.readUInt16BE(at);
    bits[ordinal >>> 5]! |= 1 << (ordinal & 31);
  }
}
