import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ProblemException, refused, TargetLoader } from 'nest-targeting';
import { DataSource } from 'typeorm';
import type { CampaignTarget } from './campaign-target.js';

/** Refuses campaigns for what does not exist. */
@Injectable()
export class CampaignTargets {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly targets: TargetLoader,
  ) {}

  /** @throws ProblemException 422 with the path of the target */
  async assertExists(target: CampaignTarget): Promise<void> {
    try {
      await this.targets.definition(target, this.dataSource.manager);
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      const path = 'segmentId' in target ? 'segment_id' : 'audience_id';
      throw refused(path, 'unknown_target', error.detail);
    }
  }
}
