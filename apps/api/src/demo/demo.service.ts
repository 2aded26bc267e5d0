import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DemoDefinitions } from './demo-definitions.js';
import { loadCustomers } from './load-customers.js';

/** Fills an empty database with a shop worth looking at. */
@Injectable()
export class DemoService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly definitions: DemoDefinitions,
  ) {}

  async loadIfEmpty(say: (progress: string) => void): Promise<void> {
    if (!(await this.isEmpty())) return;
    const now = new Date();
    say('Loading demo data: 5,000 customers and a year of what they did …');
    await this.dataSource.transaction((manager) => loadCustomers(manager, now));
    say('Loading demo data: segments, lists, audiences and campaigns …');
    await this.definitions.load(now);
  }

  private async isEmpty(): Promise<boolean> {
    const [{ empty }] = await this.dataSource.query<[{ empty: boolean }]>(
      'SELECT NOT EXISTS (SELECT FROM customers) AND NOT EXISTS (SELECT FROM campaigns) AS empty',
    );
    return empty;
  }
}
