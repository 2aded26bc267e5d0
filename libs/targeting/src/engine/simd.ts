/*
 * Four words at a time: a WebAssembly module of four loops, written down instruction by instruction, since each is a few lines
 * long and a compiler for them would be one more tool. Each loop walks over blocks of bytes in the module's memory, 16 at a step.
 */

type Combine = (a: number, b: number, result: number, end: number) => void;

/** The loops. A block is named by the byte that it begins at; `end` is where the block `a` ends. */
export interface Simd {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly and: Combine;
  readonly or: Combine;
  readonly andNot: Combine;
  /** How many bits are set. */
  readonly count: (a: number, end: number) => number;
}

/** What is used of it; the types of Node.js 20 do not know it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const i32 = 0x7f;
const v128 = 0x7b;

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const load = [0xfd, 0x00, 4, 0];
const store = [0xfd, 0x0b, 4, 0];
const and = [0xfd, 0x4e];
const andNot = [0xfd, 0x4f];
const or = [0xfd, 0x50];
/** Bits set in each byte, added up in pairs twice: four sums. */
const ones = [0xfd, 0x62, 0xfd, 0x7d, 0xfd, 0x7f];
const addFour = [0xfd, 0xae, 0x01];
const lane = (of: number) => [0xfd, 0x1b, of];
const add = 0x6a;

const next = (block: number) => [...get(block), 0x41, 16, add, ...set(block)];
/** Again while the block 0 is before its end. */
const walk = (end: number, ...body: number[]) => [
  ...[0x03, 0x40, ...body],
  ...[...get(0), ...get(end), 0x49, 0x0d, 0, 0x0b],
];

const func = (locals: number[], body: number[]) => sized([...locals, ...body, 0x0b]);

/** Lengths are written in groups of seven bits, of which there are two at most here. */
const sized = (bytes: number[]) => [
  ...(bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]),
  ...bytes,
];

/** result[…] = a[…] op b[…] */
const combine = (operation: number[]) =>
  func(
    [0],
    walk(
      3,
      ...get(2),
      ...get(0),
      ...load,
      ...get(1),
      ...load,
      ...operation,
      ...store,
      ...[0, 1, 2].flatMap(next),
    ),
  );

/** The bits that are set in a[…]: four sums, which are one in the end. */
const sum = func(
  [1, 1, v128],
  [
    ...walk(1, ...get(2), ...get(0), ...load, ...ones, ...addFour, ...set(2), ...next(0)),
    ...[0, 1, 2, 3].flatMap((of) => [...get(2), ...lane(of)]),
    ...[add, add, add],
  ],
);

const section = (id: number, parts: number[][]) => [id, ...sized([parts.length, ...parts.flat()])];
const named = (name: string, kind: number, index: number) => [...sized([...Buffer.from(name)]), kind, index];
const signature = (parameters: number, results: number[]) => [
  ...[0x60, parameters, ...Array<number>(parameters).fill(i32)],
  ...[results.length, ...results],
];

const functions: [name: keyof Simd, signature: number, body: number[]][] = [
  ['and', 0, combine(and)],
  ['or', 0, combine(or)],
  ['andNot', 0, combine(andNot)],
  ['count', 1, sum],
];

/** @param pages of 64 kB that its memory has */
export function instantiateSimd(pages: number): Simd {
  const bytes = new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [signature(4, []), signature(2, [i32])]),
    ...section(
      3,
      functions.map(([, type]) => [type]),
    ),
    ...section(5, [[0, pages]]),
    ...section(7, [named('memory', 2, 0), ...functions.map(([name], index) => named(name, 0, index))]),
    ...section(
      10,
      functions.map(([, , body]) => body),
    ),
  ]);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Simd;
}
