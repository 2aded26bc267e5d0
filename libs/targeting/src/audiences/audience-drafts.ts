import { Injectable } from '@nestjs/common';
import type { View } from '../host/consistent-read.js';
import { type Previewed, PreviewService } from '../counting/preview.service.js';
import { TargetLoader } from '../targets/target-loader.js';
import { AudienceChecker } from './audience-checker.js';
import { type AudiencePreviewRequest, definitionOf } from './audience.dto.js';

/** Audiences that need not be saved: what a builder asks about while it is being filled in. */
@Injectable()
export class AudienceDrafts {
  constructor(
    private readonly checker: AudienceChecker,
    private readonly targets: TargetLoader,
    private readonly previews: PreviewService,
  ) {}

  /** @throws ProblemException 422 with every fault, 404 when it says to be of an audience that does not exist */
  async read(request: AudiencePreviewRequest, view: View): Promise<Previewed> {
    const definition = definitionOf(request);
    if (!request.id) return { definition, ...(await this.checker.check(definition, view)) };
    const before = await this.targets.audience(request.id, view.manager);
    const resolved = await this.checker.check(definition, view, before);
    return { definition, ...resolved, campaignId: await this.previews.campaignOf(request.id, view) };
  }
}
