import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import {
  AsOfQuery,
  AudiencePreviewResponse,
  Gone,
  IdPipe,
  RecipientPageResponse,
  TargetDriftResponse,
  TargetReviewResponse,
} from 'nest-targeting';
import {
  CampaignCreateDto,
  CampaignPage,
  CampaignQuery,
  CampaignRecipientsQuery,
  CampaignResponse,
  CampaignSendDto,
  CampaignUpdateDto,
} from './campaign.dto.js';
import { CampaignsService } from './campaigns.service.js';
import { SendingService } from './sending.service.js';

@ApiTags('campaigns')
@Controller('campaigns')
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly sending: SendingService,
  ) {}

  /** Lists campaigns, the newest first. */
  @Get()
  list(@Query() query: CampaignQuery): Promise<CampaignPage> {
    return this.campaigns.list(query);
  }

  /** Makes a campaign for one segment or one audience. */
  @Post()
  @ApiBody({
    type: CampaignCreateDto,
    examples: { segment: { value: { name: 'Newsletter in spring', segment_id: 1 } } },
  })
  create(@Body() dto: CampaignCreateDto): Promise<CampaignResponse> {
    return this.campaigns.create(dto);
  }

  /** Shows a campaign. */
  @Get(':id')
  get(@Param('id', IdPipe) id: number): Promise<CampaignResponse> {
    return this.campaigns.get(id);
  }

  /** Changes a campaign: its name, or, until it is sent, its target. */
  @Put(':id')
  @ApiBody({ type: CampaignUpdateDto, examples: { name: { value: { name: 'Newsletter in May' } } } })
  update(@Param('id', IdPipe) id: number, @Body() dto: CampaignUpdateDto): Promise<CampaignResponse> {
    return this.campaigns.update(id, dto);
  }

  /** Deletes a campaign that no audience names. The contact log keeps who got it. */
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', IdPipe) id: number): Promise<void> {
    return this.campaigns.remove(id);
  }

  /** Makes a draft with the same target. */
  @Post(':id/duplicate')
  duplicate(@Param('id', IdPipe) id: number): Promise<CampaignResponse> {
    return this.campaigns.duplicate(id);
  }

  /** Counts who would get the campaign, with the ledger and ten samples. */
  @Post(':id/preview')
  @HttpCode(200)
  preview(
    @Param('id', IdPipe) id: number,
    @Body() dto: AsOfQuery,
    @Gone() gone: AbortSignal,
  ): Promise<AudiencePreviewResponse> {
    return this.sending.preview(id, dto, gone);
  }

  /** Counts who would get the campaign, and remembers exactly who: whoever confirms it then sees what has moved since. */
  @Post(':id/review')
  @HttpCode(200)
  review(@Param('id', IdPipe) id: number, @Gone() gone: AbortSignal): Promise<TargetReviewResponse> {
    return this.sending.review(id, gone);
  }

  /** Tells what has moved since the review: how many came and went, some of them, and why. Of a sent campaign, up to the send. */
  @Get(':id/drift')
  drift(@Param('id', IdPipe) id: number, @Gone() gone: AbortSignal): Promise<TargetDriftResponse> {
    return this.sending.drift(id, gone);
  }

  /** Sends the campaign: freezes its members and notes each as contacted. Sent again, it answers the same and sends nothing. */
  @Post(':id/send')
  @HttpCode(200)
  send(@Param('id', IdPipe) id: number, @Body() dto: CampaignSendDto): Promise<CampaignResponse> {
    return this.sending.send(id, dto);
  }

  /** Lists who got the campaign, by key. */
  @Get(':id/recipients')
  recipients(
    @Param('id', IdPipe) id: number,
    @Query() query: CampaignRecipientsQuery,
  ): Promise<RecipientPageResponse> {
    return this.sending.recipients(id, query);
  }
}
