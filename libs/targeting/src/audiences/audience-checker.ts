import { Inject, Injectable } from '@nestjs/common';
import type { View } from '../host/consistent-read.js';
import { type Fault, ProblemException, unprocessable } from '../http/problem.js';
import { unknownCampaigns, unknownCustomers } from '../targets/check-references.js';
import { type Resolved, TargetLoader } from '../targets/target-loader.js';
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
  async check(audience: AudienceDefinition, view: View, before = emptyAudience): Promise<Resolved> {
    const { includeCustomers, excludeCustomers } = before;
    const resolved = await this.resolve(audience, view);
    const faults = [
      ...(Array.isArray(resolved) ? resolved : []),
      ...(await unknownCustomers(audience.includeCustomers, 'include_customers', view, includeCustomers)),
      ...(await unknownCustomers(audience.excludeCustomers, 'exclude_customers', view, excludeCustomers)),
      ...(await unknownCampaigns(
        audience.excludeContactedInCampaigns,
        'exclude_contacted_in_campaigns',
        this.options.campaigns,
        view,
      )),
    ];
    if (Array.isArray(resolved) || faults.length > 0) throw unprocessable(faults);
    return resolved;
  }

  /** Else the faults of segments and lists that are missing, archived or no longer valid. */
  private async resolve(audience: AudienceDefinition, view: View): Promise<Resolved | Fault[]> {
    try {
      return await this.targets.resolve(audience, view);
    } catch (error) {
      if (error instanceof ProblemException && error.errors.length > 0) return error.errors;
      throw error;
    }
  }
}
