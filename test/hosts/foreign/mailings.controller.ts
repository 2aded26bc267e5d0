import {
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  UseFilters,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  ContactLog,
  Gone,
  KeysetQuery,
  PreviewService,
  ProblemFilter,
  SendService,
  type Target,
  TargetReviews,
} from 'nest-targeting';
import { Repository } from 'typeorm';
import { Mailing } from './mailing.entity.js';

interface NewMailing {
  slug: string;
  title: string;
  segment?: number;
  audience?: number;
}

/** The smallest thing that sends: a mailing has a target, and is sent by the library. */
@Controller('mailings')
@UseFilters(ProblemFilter)
export class MailingsController {
  constructor(
    @InjectRepository(Mailing) private readonly mailings: Repository<Mailing>,
    private readonly previews: PreviewService,
    private readonly sending: SendService,
    private readonly contacts: ContactLog,
    private readonly reviews: TargetReviews,
  ) {}

  @Post()
  create(@Body() { slug, title, segment, audience }: NewMailing): Promise<Mailing> {
    return this.mailings.save({ slug, title, segmentNo: segment ?? null, audienceNo: audience ?? null });
  }

  @Post(':slug/preview')
  @HttpCode(200)
  async preview(@Param('slug') slug: string, @Gone() gone: AbortSignal) {
    return this.previews.ofTarget(targetOf(await this.find(slug)), { campaignId: slug, signal: gone });
  }

  @Post(':slug/review')
  @HttpCode(200)
  async review(@Param('slug') slug: string, @Gone() gone: AbortSignal) {
    const target = targetOf(await this.find(slug));
    return this.reviews.review({ campaignId: slug, target, signal: gone }, 'postmaster');
  }

  @Get(':slug/drift')
  async drift(@Param('slug') slug: string) {
    return this.reviews.drift({ campaignId: slug, target: targetOf(await this.find(slug)) });
  }

  @Post(':slug/send')
  @HttpCode(200)
  async send(
    @Param('slug') slug: string,
    @Body() body?: { everyone?: boolean; expected?: number },
  ): Promise<Mailing> {
    const target = targetOf(await this.find(slug));
    await this.sending.send(
      {
        ...{ campaignId: slug, target, confirmEveryone: body?.everyone },
        ...{ expectedCount: body?.expected, actor: 'postmaster' },
      },
      async (manager, { id, count, takenAt }) => {
        await manager.update(Mailing, { slug }, { sent: takenAt, receivers: count, frozen: id });
      },
    );
    return this.find(slug);
  }

  @Get(':slug/recipients')
  recipients(@Param('slug') slug: string, @Query() query: KeysetQuery) {
    return this.contacts.recipients(slug, { ...query, per_page: Number(query.per_page ?? 50) });
  }

  private async find(slug: string): Promise<Mailing> {
    const mailing = await this.mailings.findOneBy({ slug });
    if (!mailing) throw new NotFoundException();
    return mailing;
  }
}

const targetOf = ({ segmentNo, audienceNo }: Mailing): Target =>
  segmentNo === null ? { audienceId: audienceNo! } : { segmentId: segmentNo };
