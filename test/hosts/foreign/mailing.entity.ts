import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What this application calls a campaign. Its ids are texts. */
@Entity({ schema: 'crm', name: 'mailings' })
export class Mailing {
  @PrimaryColumn({ name: 'slug', type: 'text' }) slug: string;
  @Column({ name: 'title', type: 'text' }) title: string;
  @Column({ name: 'segment_no', type: 'integer', nullable: true }) segmentNo: number | null;
  @Column({ name: 'audience_no', type: 'integer', nullable: true }) audienceNo: number | null;
  @Column({ name: 'sent', type: 'timestamptz', nullable: true }) sent: Date | null;
  @Column({ name: 'receivers', type: 'integer', nullable: true }) receivers: number | null;
  @Column({ name: 'frozen', type: 'integer', nullable: true }) frozen: number | null;
  @Column({ name: 'made', type: 'timestamptz', default: () => 'clock_timestamp()' }) made: Date;
}
