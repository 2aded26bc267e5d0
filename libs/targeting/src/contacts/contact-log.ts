import { Injectable } from '@nestjs/common';
import { ConsistentRead } from '../host/consistent-read.js';
import type { KeysetPage } from '../http/page.dto.js';
import { SqlWriter } from '../rules/index.js';
import { calledNow, type KeyPageQuery, keyPage } from '../targets/key-page.js';
import type { RecipientResponse } from './recipient.dto.js';

/** Which campaign reached which customer, when. Written by sends alone. */
@Injectable()
export class ContactLog {
  constructor(private readonly read: ConsistentRead) {}

  /** The recipients of a campaign, by key. */
  recipients(campaignId: string, query: KeyPageQuery): Promise<KeysetPage<RecipientResponse>> {
    return this.read.run(async ({ manager, catalogue: { customer } }) => {
      const writer = new SqlWriter();
      const campaign = writer.param(campaignId, 'text');
      const { columns, join } = calledNow(customer);
      const page = await keyPage<Omit<RecipientResponse, 'contacted_at'> & { contacted_at: Date }>(
        {
          rows: `targeting.contacts r WHERE r.campaign_id = ${campaign}`,
          key: 'r.customer_id',
          columns: `p.customer_id, ${columns}, p.contacted_at`,
          join,
        },
        query,
        { customer, writer, manager },
      );
      return {
        ...page,
        data: page.data.map((row) => ({ ...row, contacted_at: row.contacted_at.toISOString() })),
      };
    });
  }
}
