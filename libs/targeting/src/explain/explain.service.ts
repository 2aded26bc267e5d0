import { Inject, Injectable } from '@nestjs/common';
import { AudienceDrafts } from '../audiences/audience-drafts.js';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { notFound, refused } from '../http/problem.js';
import { isKeyOf } from '../targets/customer-sql.js';
import type { Key } from '../rules/index.js';
import { SegmentRules } from '../segments/segment-rules.js';
import { planOf, type Plan, rulesOf } from '../targets/plan.js';
import { PreviewService } from '../counting/preview.service.js';
import { TargetLoader } from '../targets/target-loader.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import type { AudienceExplainRequest, ExplanationResponse, SegmentExplainRequest } from './explain.dto.js';
import { explainPlan } from './explain-plan.js';
import { loadPerson } from './load-person.js';
import { namedContacts } from './named-contacts.js';
import { nextChange } from './next-change.js';
import { waysOntoLists } from './ways-onto-lists.js';

/** Why is this person in, or not? */
@Injectable()
export class ExplainService {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    private readonly read: ConsistentRead,
    private readonly targets: TargetLoader,
    private readonly previews: PreviewService,
    private readonly rules: SegmentRules,
    private readonly drafts: AudienceDrafts,
  ) {}

  ofSegment(id: number, customerId: string, asOf?: string): Promise<ExplanationResponse> {
    return this.read.run(async (view) => {
      const segment = await this.targets.segment(id, view.manager);
      const rule = await this.rules.ofSegment(segment, view);
      return this.explain(planOf({ kind: 'segment', id, name: segment.name, rule }), customerId, view);
    }, asOf);
  }

  /** Of rules that need not be saved. */
  ofRules({ conditions, id, customer_id, as_of }: SegmentExplainRequest): Promise<ExplanationResponse> {
    return this.read.run(async (view) => {
      const rule = await this.rules.read(conditions, view, id ?? undefined);
      return this.explain(planOf({ kind: 'segment', rule }), writtenId(customer_id), view);
    }, as_of);
  }

  /** Of an audience that need not be saved. */
  ofDefinition(request: AudienceExplainRequest): Promise<ExplanationResponse> {
    return this.read.run(async (view) => {
      const { definition, campaignId } = await this.drafts.read(request, view);
      const plan = await this.targets.plan(definition, view);
      return this.explain(plan, writtenId(request.customer_id), view, campaignId);
    }, request.as_of);
  }

  ofAudience(id: number, customerId: string, asOf?: string): Promise<ExplanationResponse> {
    return this.read.run(async (view) => {
      const audience = await this.targets.audience(id, view.manager);
      const campaignId = await this.previews.campaignOf(id, view);
      return this.explain(await this.targets.plan(audience, view), customerId, view, campaignId);
    }, asOf);
  }

  private async explain(
    plan: Plan,
    customerId: string,
    view: View,
    campaignId?: string,
  ): Promise<ExplanationResponse> {
    const loaded = await loadPerson(keyOf(customerId, view), rulesOf(plan), view);
    if (!loaded) throw notFound('customer', customerId);
    const person = {
      ...loaded,
      waysOntoLists: await waysOntoLists(loaded.key, loaded.lists, view),
      contacts: await namedContacts(loaded.contacts, this.options.campaigns, view),
    };
    const context = { moment: view.moment, campaignId };
    return { ...explainPlan(plan, person, context), next_change: nextChange(plan, person, context) };
  }
}

/** The key as it would stand in a path; what is none is refused before anything is looked up. */
function writtenId(id: unknown): string {
  if ((typeof id === 'string' && id !== '') || Number.isSafeInteger(id)) return String(id);
  throw refused('customer_id', 'invalid', 'customer_id must be the key of a customer.');
}

/** @throws ProblemException 404 when no customer can have such a key */
export function keyOf(text: string, { catalogue: { customer } }: View): Key {
  const key = customer.keyType === 'integer' && /^[0-9]+$/.test(text) ? Number(text) : text;
  if (!isKeyOf(customer, key)) throw notFound('customer', text);
  return key;
}
