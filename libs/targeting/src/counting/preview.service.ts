import { Inject, Injectable } from '@nestjs/common';
import type { AudienceDefinition } from '../audiences/audience.entity.js';
import type { AudiencePreviewResponse } from '../audiences/audience.dto.js';
import { audienceWarnings } from '../checks/audience-warnings.js';
import { unreadyWarnings } from '../checks/unready-warnings.js';
import type { View } from '../host/consistent-read.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import type { CountedPlan } from '../targets/counts.js';
import { type Resolved, type Target, TargetLoader } from '../targets/target-loader.js';
import { placedInTarget, workingWith } from '../targets/target-paths.js';
import { type CountingOptions, CountingRead, type CountingView } from './counting-read.js';

/** Which contacts do not count, the instant, and until when somebody waits. */
export interface PreviewOptions extends CountingOptions {
  campaignId?: string | undefined;
}

/** What is previewed: an audience, resolved, and the campaign whose own contacts do not count. */
export interface Previewed extends Resolved {
  definition: AudienceDefinition;
  campaignId?: string | undefined;
}

type AskMore = (counted: CountedPlan, view: CountingView) => Promise<void>;

/** Counts an audience before it is sent: the same plan and the same statement pieces as the send. */
@Injectable()
export class PreviewService {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    private readonly read: CountingRead,
    private readonly targets: TargetLoader,
  ) {}

  /**
   * @param also asks more of what is counted, in the same snapshot of the database; may be called again
   * @throws ProblemException 404, or 422 when something it refers to is missing
   */
  async ofTarget(
    target: Target,
    { campaignId, ...options }: PreviewOptions = {},
    also?: AskMore,
  ): Promise<AudiencePreviewResponse> {
    const define = async (view: View) => {
      const definition = await this.targets.definition(target, view.manager);
      return { definition, campaignId, ...(await this.targets.resolve(definition, view)) };
    };
    const preview = await workingWith(target, () => this.of(define, options, also));
    return { ...preview, warnings: placedInTarget(target, preview.warnings) };
  }

  /** Of what `define` gives, in the same snapshot of the database. */
  of(
    define: (view: View) => Promise<Previewed>,
    options: CountingOptions = {},
    also?: AskMore,
  ): Promise<AudiencePreviewResponse> {
    const started = performance.now();
    return this.read.run(async (view) => {
      const { definition, references, ...counted } = await define(view);
      const { plan } = counted;
      const ledger = await view.counts.ledger(counted);
      const sample = await view.counts.sample(counted);
      const inactive = await view.counts.inactive(counted);
      const warnings = [
        ...unreadyWarnings(definition, references),
        ...audienceWarnings({ definition, plan, ledger, inactive }, view.catalogue),
      ];
      await also?.(counted, view);
      const as_of = new Date(view.moment.now).toISOString();
      const took_ms = Math.round(performance.now() - started);
      return { count: ledger.final, as_of, took_ms, ledger, sample, warnings };
    }, options);
  }

  /** The newest campaign that points at a saved audience: its own contacts do not count on the audience's pages. */
  async campaignOf(audienceId: number, { manager }: View): Promise<string | undefined> {
    const newest = await this.options.campaigns?.newestOf([audienceId], manager);
    return newest?.get(audienceId)?.id.toString();
  }
}
