import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Type } from 'class-transformer';
import { PickType } from '@nestjs/swagger';
import { KeysetQuery, PageQuery, ReadOnly } from 'nest-targeting';
import { StoredText } from '../http/stored-text.js';
import { type Campaign, campaignStatuses, type CampaignStatus } from './campaign.entity.js';

const LARGEST_ID = 2_147_483_647;

class CampaignTargetDto {
  /**
   * The segment that gets it.
   * @example 1
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  segment_id?: number | null;

  /** The audience that gets it, in place of a segment. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  audience_id?: number | null;

  @ReadOnly() id?: number;
  @ReadOnly() status?: string;
  @ReadOnly() snapshot_id?: number;
  @ReadOnly() recipient_count?: number;
  @ReadOnly() sent_at?: string;
  @ReadOnly() created_at?: string;
  @ReadOnly() updated_at?: string;
}

/** A campaign to be made: a name, and exactly one target. */
export class CampaignCreateDto extends CampaignTargetDto {
  /** @example 'Newsletter in spring' */
  @StoredText()
  @MinLength(1)
  @MaxLength(200)
  name: string;
}

/** What changes of a campaign. A segment replaces an audience, and the other way round. */
export class CampaignUpdateDto extends CampaignTargetDto {
  /** @example 'Newsletter in May' */
  @ValidateIf((_, value) => value !== undefined)
  @StoredText()
  @MinLength(1)
  @MaxLength(200)
  name?: string;
}

/** Query of the list of campaigns. */
export class CampaignQuery extends PageQuery {
  /** Part of the name. */
  @IsOptional()
  @StoredText()
  q?: string;

  /** The whole name; upper and lower case are the same. */
  @IsOptional()
  @StoredText()
  name?: string;

  @IsOptional()
  @IsIn(campaignStatuses)
  status?: CampaignStatus;

  /** Only those with this segment as their target. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  segment_id?: number;

  /** Only those with this audience as their target. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  audience_id?: number;
}

/** Query of who got a campaign: pages go by the customer's key. */
export class CampaignRecipientsQuery extends PickType(KeysetQuery, ['per_page', 'after']) {}

export class CampaignSendDto {
  /**
   * Needed to send to an audience that includes nothing, and so all active customers.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  confirm_everyone?: boolean;

  /**
   * How many you have confirmed. When it would be another number now, nothing is sent, and the answer is 409 with the code `count_changed`.
   * @example 12410
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LARGEST_ID)
  expected_count?: number | null;
}

export class CampaignResponse {
  /** @example 1 */
  id: number;
  /** @example 'Newsletter in spring' */
  name: string;
  /** @example 1 */
  segment_id: number | null;
  /** @example null */
  audience_id: number | null;
  /** @example 'sent' */
  status: CampaignStatus;
  /** Who got it: frozen when it was sent. @example 1 */
  snapshot_id: number | null;
  /** @example 1247 */
  recipient_count: number | null;
  sent_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export class CampaignPage {
  data: CampaignResponse[];
  /** How many campaigns there are on all pages. */
  total: number;
}

export const mapCampaign = (campaign: Campaign): CampaignResponse => ({
  id: campaign.id,
  name: campaign.name,
  segment_id: campaign.segmentId,
  audience_id: campaign.audienceId,
  status: campaign.status,
  snapshot_id: campaign.snapshotId,
  recipient_count: campaign.recipientCount,
  sent_at: campaign.sentAt,
  created_at: campaign.createdAt,
  updated_at: campaign.updatedAt,
});
