import { Injectable } from '@nestjs/common';
import { CountingRead, type CountingView } from '../counting/counting-read.js';
import { type Fault, unprocessable } from '../http/problem.js';
import { type Rule, RuleError } from '../rules/index.js';
import { SegmentRules } from '../segments/segment-rules.js';
import { TargetLoader } from '../targets/target-loader.js';
import type { OverlapResponse, SimilarSegmentResponse, SimilarSegmentsResponse } from './overlap.dto.js';

const mostShown = 10;

/** Who is in several segments at once. */
@Injectable()
export class OverlapService {
  constructor(
    private readonly counting: CountingRead,
    private readonly rules: SegmentRules,
    private readonly targets: TargetLoader,
  ) {}

  /**
   * The exact size of every intersection of up to eight segments, at one instant.
   * @throws ProblemException 422 when one is missing, archived or no longer valid
   */
  overlap(segments: readonly number[], signal?: AbortSignal): Promise<OverlapResponse> {
    return this.counting.run(
      async (view) => {
        const path = (index: number) => `segments[${index}]`;
        const rules = valid(await this.rules.referring(segments, path, view), path);
        const found = await view.counts.regions(rules);
        const regions = found.map(({ in: positions, count }) => ({
          in: positions.map((position) => segments[position]!),
          count,
        }));
        regions.sort((a, b) => b.count - a.count);
        return { regions, union: regions.reduce((sum, { count }) => sum + count, 0) };
      },
      { signal },
    );
  }

  /**
   * The active segments whose customers are most nearly the same; those that share none are left out.
   * @throws ProblemException 404, or 422 when the segment's own rules are not valid any more
   */
  similar(id: number, signal?: AbortSignal): Promise<SimilarSegmentsResponse> {
    return this.counting.run(
      async (view) => {
        const own = await this.rules.ofSegment(await this.targets.segment(id, view.manager), view);
        const others = await this.othersThan(id, view);
        const rules = [own, ...others.map(({ rule }) => rule)];
        const [self, ...shared] = await view.counts.shared(own, rules);
        const data = others.map(({ id, name }, index) => {
          const { count, both } = shared[index]!;
          return { id, name, count, both, jaccard: both / Math.max(1, self!.count + count - both) };
        });
        return {
          data: data
            .filter(({ both }) => both > 0)
            .sort(mostSimilarFirst)
            .slice(0, mostShown),
        };
      },
      { signal },
    );
  }

  /** The other active segments, as far as they are valid. */
  private async othersThan(
    id: number,
    view: CountingView,
  ): Promise<{ id: number; name: string; rule: Rule }[]> {
    const others = await view.manager.query<{ id: number; name: string }[]>(
      `SELECT id, name FROM targeting.segments WHERE status = 'active' AND id <> $1 ORDER BY id`,
      [id],
    );
    const rules = await this.rules.referring(
      others.map((other) => other.id),
      () => '',
      view,
    );
    return others.flatMap((other, index) => {
      const rule = rules[index]!;
      return rule instanceof RuleError ? [] : [{ ...other, rule }];
    });
  }
}

const mostSimilarFirst = (a: SimilarSegmentResponse, b: SimilarSegmentResponse): number =>
  b.jaccard - a.jaccard || a.id - b.id;

function valid(rules: readonly (Rule | RuleError)[], path: (index: number) => string): Rule[] {
  const faults = rules.flatMap((rule, index): Fault[] =>
    rule instanceof RuleError ? rule.faults.map((fault) => ({ ...fault, path: path(index) })) : [],
  );
  if (faults.length > 0) throw unprocessable(faults);
  return rules as Rule[];
}
