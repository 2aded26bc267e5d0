import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Catalogue, EventTable } from '../rules/catalogue.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { bindCatalogue, bindEventTables } from './bind-catalogue.js';
import { assertSameZone, dayOfOtherClocks } from './same-zone.js';

/** The catalogue of the host: what rules may ask, bound to the host's tables. */
@Injectable()
export class CatalogueService implements OnModuleInit {
  private readonly log = new Logger(CatalogueService.name);

  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** What the options declare is bound once at the start, so that a mistake in them is seen there. */
  async onModuleInit(): Promise<void> {
    bindCatalogue(this.options, this.dataSource);
    await this.compareClocks(this.options.timeZone ?? 'UTC');
  }

  private async compareClocks(timeZone: string): Promise<void> {
    const { manager } = this.dataSource;
    await assertSameZone(timeZone, manager);
    const now = (this.options.clock?.() ?? new Date()).getTime();
    const day = await dayOfOtherClocks(timeZone, now, manager);
    if (day)
      this.log.warn(
        `PostgreSQL and Node.js know different clocks of the time zone ${timeZone} from ${day} on, so that rules about days and months may answer differently in SQL and in memory. Update the time zone data of whichever is older.`,
      );
  }

  /** @throws Error when the options name an entity or a property that does not exist, or that holds another type */
  async load(manager: EntityManager = this.dataSource.manager): Promise<Catalogue> {
    return bindCatalogue(this.options, this.dataSource, await this.options.catalogue?.(manager));
  }

  /** What the catalogue is read from at run time, as SQL names it. */
  get tables(): readonly string[] {
    return this.options.catalogueTables ?? [];
  }

  /** Whether every change of the catalogue is noticed. */
  get isWatched(): boolean {
    if (!this.options.catalogue) return true;
    return this.options.catalogueTables !== undefined && this.options.engine?.capture !== 'host';
  }

  /** The tables that events are read from, also while no event is known of yet. */
  eventTables(): EventTable[] {
    return bindEventTables(this.options, this.dataSource);
  }
}
