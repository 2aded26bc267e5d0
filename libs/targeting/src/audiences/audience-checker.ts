import { Inject, Injectable } from '@nestjs/common';
import type { View } from '../host/consistent-read.js';
import { type Fault, ProblemException, unprocessable } from '../http/problem.js';
import { unknownCampaigns, unknownCustomers } from '../targets/check-references.js';
import { TargetLoader } from '../targets/target-loader.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { type AudienceDefinition, emptyAudience } from './audience.entity.js';

/** Refuses an audience that names what is not there, before it is saved or previewed. */
@Injectable()
export class AudienceChecker {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    private readonly targets: TargetLoader,
  ) {}

  /**
   * @param before what the audience was: customers that it named then may have been deleted since, and are nobody
   * @throws ProblemException 422 with every fault
   */
  async check(audience: AudienceDefinition, view: View, before = emptyAudience): Promise<void> {
    const { includeCustomers, excludeCustomers } = before;
    const faults = [
      ...(await this.references(audience, view)),
      ...(await unknownCustomers(audience.includeCustomers, 'include_customers', view, includeCustomers)),
      ...(await unknownCustomers(audience.excludeCustomers, 'exclude_customers', view, excludeCustomers)),
      ...(await unknownCampaigns(
        audience.excludeContactedInCampaigns,
        'exclude_contacted_in_campaigns',
        this.options.campaigns,
        view,
      )),
    ];
    if (faults.length > 0) throw unprocessable(faults);
  }

  /** Faults of segments and lists that are missing, archived or no longer valid. */
  private async references(audience: AudienceDefinition, view: View): Promise<Fault[]> {
    try {
      await this.targets.plan(audience, view);
      return [];
    } catch (error) {
      if (error instanceof ProblemException && error.errors.length > 0) return error.errors;
      throw error;
    }
  }
}
