import { ApiProperty } from '@nestjs/swagger';

/** One source of the ledger. */
export class LedgerSource {
  kind: string;
  id?: number;
  name?: string;
  /** Its own size. */
  count: number;
  /** Those in no other source. */
  only_here: number;
}

/** One exclusion of the ledger. */
export class LedgerExclusion {
  kind: string;
  id?: number;
  name?: string;
  within_days?: number;
  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    required: false,
  })
  campaigns?: (number | string)[];
  /** How many of the included it would remove by itself. */
  alone: number;
  /** How many it removes as the first that hits. */
  removed: number;
}

/** The sum from every source through overlap and every exclusion to the final count. */
export class Ledger {
  sources: LedgerSource[];
  /** Σ counts − distinct customers over all sources. */
  overlap: number;
  /** With `AND`: in some but not all of the segments, and brought in by nothing else. */
  not_in_all: number;
  included: number;
  exclusions: LedgerExclusion[];
  excluded: number;
  final: number;
}
