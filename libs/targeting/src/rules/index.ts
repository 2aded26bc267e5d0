export { canonicalRule } from './canonical.js';
export type {
  Catalogue,
  ColumnType,
  CustomerTable,
  EventTable,
  EventType,
  Field,
  FieldSource,
  FieldType,
  KeyType,
} from './catalogue.js';
export { checkRules, type RuleWarning } from './checks/check-rules.js';
export { compileFilter, compileRule, type CompileContext } from './compile.js';
export { describeRule } from './describe.js';
export { diffRules } from './diff.js';
export { explainRule, type Trace } from './explain.js';
export { RuleError, type RuleFault } from './faults.js';
export { fieldRule, windowOf } from './factories.js';
export { fold } from './fold.js';
export { instantsAhead } from './instants-ahead.js';
export { isIsoDay, isIsoInstant } from './iso.js';
export { defaultLimits, type RuleLimits } from './limits.js';
export { link, type ListDefinition, type References, referencesOf, type SegmentDefinition } from './link.js';
export { type MatchContext, matchRule } from './match.js';
export { nameReferences, type Names } from './names.js';
export type { Editor, FieldOperator } from './operators/operator.js';
export { findOperator, operatorsOf } from './operators.js';
export { parseRule } from './parse.js';
export type { Contact, Person, PersonEvent, Values } from './person.js';
export { jsonSql, valuesSql } from './read.js';
export { LiteralWriter, quoteIdentifier, quoteLiteral, quoteTable, SqlWriter } from './sql.js';
export { type Moment, shift } from './time.js';
export type * from './tree.js';
export { turnedRules } from './turned.js';
