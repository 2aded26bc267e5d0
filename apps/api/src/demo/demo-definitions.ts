import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AudiencesService, ListsService, SegmentsService } from 'nest-targeting';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { In, Repository } from 'typeorm';
import { CampaignsService } from '../campaigns/campaigns.service.js';
import { SendingService } from '../campaigns/sending.service.js';
import { Customer } from '../customers/customer.entity.js';
import { CustomerImportService } from '../customers/import/customer-import.service.js';
import { asIfAt } from '../present-instant.js';
import {
  audiences,
  campaigns,
  type DemoAudience,
  type DemoCampaign,
  type DemoList,
  lists,
  newcomers,
  segments,
} from './definitions.js';

const DAY = 86_400_000;

type Ids = Map<string, number>;

/** Defines the demo's segments, lists, audiences and campaigns, as their users would: through the services. */
@Injectable()
export class DemoDefinitions {
  constructor(
    @InjectRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly segments: SegmentsService,
    private readonly lists: ListsService,
    private readonly audiences: AudiencesService,
    private readonly campaigns: CampaignsService,
    private readonly sending: SendingService,
    private readonly imports: CustomerImportService,
  ) {}

  async load(now: Date): Promise<void> {
    await withFile(newcomers.name, newcomers.text, (path) => this.imports.importCsv(path, newcomers.name));
    const segmentIds = await inTurn(segments, (segment) => this.segments.create(segment, null));
    const listIds = await inTurn(lists, (list) => this.createList(list));
    const audienceIds = await inTurn(audiences, (audience) =>
      this.audiences.create(audienceRequest(audience, segmentIds, listIds), null),
    );
    for (const campaign of campaigns) await this.createCampaign(campaign, segmentIds, audienceIds, now);
    // The counts that are shown in lists are those of the last look.
    for (const id of segmentIds.values()) await this.segments.get(id);
    for (const id of audienceIds.values()) await this.audiences.get(id);
  }

  private async createList({
    name,
    description,
    customers,
    strangers,
    file,
  }: DemoList): Promise<{ id: number }> {
    const known = await this.customers.findBy({ id: In(customers) });
    const emails = [...known.flatMap(({ email }) => email ?? []), ...strangers];
    if (file === undefined) return this.lists.create({ name, description, emails }, null);
    const list = await this.lists.create({ name, description }, null);
    await withFile(file, ['email', ...emails, ''].join('\n'), (path) =>
      this.lists.importCsv(list.id, { path, originalname: file } as Express.Multer.File, { file }, null),
    );
    return list;
  }

  private async createCampaign(
    { name, target, sentDaysAgo }: DemoCampaign,
    segmentIds: Ids,
    audienceIds: Ids,
    now: Date,
  ) {
    const { id } = await this.campaigns.create({
      name,
      ...('segment' in target
        ? { segment_id: segmentIds.get(target.segment)! }
        : { audience_id: audienceIds.get(target.audience)! }),
    });
    if (sentDaysAgo === undefined) return;
    await asIfAt(new Date(now.getTime() - sentDaysAgo * DAY), () => this.sending.send(id, {}));
  }
}

/** An uploaded file, as it were. */
async function withFile<T>(name: string, text: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  try {
    await writeFile(join(folder, name), text);
    return await work(join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Makes one after the other, so that ids follow the order of the definitions. */
async function inTurn<T extends { name: string }>(
  items: T[],
  make: (item: T) => Promise<{ id: number }>,
): Promise<Ids> {
  const ids: Ids = new Map();
  for (const item of items) ids.set(item.name, (await make(item)).id);
  return ids;
}

const audienceRequest = (audience: DemoAudience, segmentIds: Ids, listIds: Ids) => ({
  name: audience.name,
  description: audience.description,
  include_segments: idsOf(audience.include, segmentIds),
  include_lists: idsOf(audience.includeLists, listIds),
  include_customers: audience.includeCustomers ?? [],
  exclude_segments: idsOf(audience.exclude, segmentIds),
  exclude_lists: idsOf(audience.excludeLists, listIds),
  exclude_customers: audience.excludeCustomers ?? [],
  exclude_contacted_within_days: audience.excludeContactedWithinDays ?? null,
});

const idsOf = (names: string[] = [], ids: Ids): number[] => names.map((name) => ids.get(name)!);
