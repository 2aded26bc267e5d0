import { identifierReader } from '../../libs/targeting/src/lists/identifiers.js';
import type { KeyType } from '../../libs/targeting/src/rules/index.js';

const uuid = '7b0de1c8-0000-4000-8000-00000000000a';

it.each<[KeyType, string, string | undefined]>([
  ['integer', ' 17 ', '17'],
  ['integer', '-5', '-5'],
  ['integer', '0', '0'],
  ['integer', '2147483647', '2147483647'],
  ['integer', '2147483648', undefined],
  ['integer', '-2147483649', undefined],
  ['integer', '007', undefined],
  ['integer', '1.0', undefined],
  ['integer', '1e3', undefined],
  ['bigint', '9223372036854775807', '9223372036854775807'],
  ['bigint', '9223372036854775808', undefined],
  ['bigint', '-9223372036854775808', '-9223372036854775808'],
  ['bigint', '99999999999999999999', undefined],
  ['uuid', uuid.toUpperCase(), uuid],
  ['uuid', uuid.slice(1), undefined],
  ['text', 'Ä-17', 'Ä-17'],
  ['text', 'x'.repeat(1000), 'x'.repeat(1000)],
  ['text', 'x'.repeat(1001), undefined],
])('a key of the type %s: %s', (keyType, cell, value) => {
  const reading = identifierReader('id', keyType)(cell);
  expect('value' in reading ? reading.value : undefined).toBe(value);
});

it.each<[string, string | undefined]>([
  ['\u00a0Ann@Example.COM ', 'ann@example.com'],
  ['ZOE\u0308@example.com', 'zoë@example.com'],
  ['ann@example', undefined],
  ['Ann <ann@example.com>', undefined],
])('an e-mail address: %s', (cell, value) => {
  const reading = identifierReader('email', 'integer')(cell);
  expect('value' in reading ? reading.value : undefined).toBe(value);
});
