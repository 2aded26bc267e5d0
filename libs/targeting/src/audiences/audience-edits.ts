import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { Definition } from '../history/definition.js';
import { DefinitionHistory, type Restoring } from '../history/definition-history.js';
import type { View } from '../host/consistent-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { TargetLoader } from '../targets/target-loader.js';
import { refuseInUse, UsageService } from '../usage/usage.service.js';
import { AudienceChecker } from './audience-checker.js';
import {
  type AudienceCreateRequest,
  type AudienceUpdateRequest,
  definitionOf,
  mapDefinition,
} from './audience.dto.js';
import { AudienceEntity } from './audience.entity.js';

/** Changes of audiences, each in one transaction together with its version and its entry of the log. */
@Injectable()
export class AudienceEdits {
  constructor(
    private readonly writer: DefinitionWriter,
    private readonly checker: AudienceChecker,
    private readonly targets: TargetLoader,
    private readonly usage: UsageService,
    private readonly history: DefinitionHistory,
  ) {}

  /** @returns its id */
  create(request: AudienceCreateRequest, actor: string | null): Promise<number> {
    const definition = definitionOf(request);
    return this.writer.run(async (view) => {
      await this.checker.check(definition, view);
      const saved = await view.manager.save(AudienceEntity, {
        name: request.name,
        description: request.description ?? '',
        status: request.status ?? 'active',
        ...definition,
        createdBy: actor,
        updatedBy: actor,
      });
      await this.history.record({ kind: 'audience', saved, after: versionOf(saved) }, view);
      return saved.id;
    });
  }

  /** @throws StaleEdit 409 when the request is an edit of another version than the present one */
  update(
    id: number,
    request: AudienceUpdateRequest,
    actor: string | null,
    restoring?: Restoring,
  ): Promise<void> {
    return this.writer.run(async (view) => {
      const audience = await this.targets.audience(id, view.manager);
      await this.history.refuseStale('audience', audience, request.version, view);
      const definition = definitionOf(request, audience);
      const status = request.status === undefined ? audience.status : (request.status ?? 'active');
      const isChanged = !isDeepStrictEqual(definition, definitionOf({}, audience));
      if (status === 'archived') await this.refuseInUse(audience, view);
      if (isChanged || status !== 'archived')
        await this.checker.check(definition, view, restoring ? definition : audience);
      const description =
        request.description === undefined ? audience.description : (request.description ?? '');
      const name = request.name ?? audience.name;
      await this.save(audience, { ...definition, name, description, status }, actor, view, restoring);
    });
  }

  /** @throws ProblemException 404, or as an update with the same content */
  async restore(id: number, version: number, actor: string | null): Promise<void> {
    const restoring = await this.history.restorable('audience', id, version);
    await this.update(id, restoring.definition, actor, restoring);
  }

  /** Saves what has been checked, in the transaction of the view; nothing, when it is as it was. */
  async save(
    audience: AudienceEntity,
    change: Partial<AudienceEntity>,
    actor: string | null,
    view: View,
    restoring?: Restoring,
  ): Promise<void> {
    const before = versionOf(audience);
    const after = versionOf({ ...audience, ...change });
    if (isDeepStrictEqual(before, after)) return;
    const saved = await view.manager.save(AudienceEntity, {
      ...audience,
      ...change,
      version: audience.version + 1,
      updatedBy: actor,
      updatedAt: new Date(),
    });
    await this.history.record({ kind: 'audience', saved, before, after, restoring }, view);
  }

  remove(id: number, actor: string | null): Promise<void> {
    return this.writer.run(async (view) => {
      const audience = await this.targets.audience(id, view.manager);
      await this.refuseInUse(audience, view);
      await view.manager.delete(AudienceEntity, { id });
      await this.history.recordDeleted('audience', audience, actor, view);
    });
  }

  private async refuseInUse({ id, name }: AudienceEntity, { manager }: View): Promise<void> {
    refuseInUse(await this.usage.ofAudience(id, manager), `The audience “${name}”`);
  }
}

/** An audience as its versions keep it. */
const versionOf = (audience: AudienceEntity): Definition => ({
  name: audience.name,
  description: audience.description,
  status: audience.status,
  ...mapDefinition(audience),
});
