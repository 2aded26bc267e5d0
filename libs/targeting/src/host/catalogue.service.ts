import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Catalogue, EventTable } from '../rules/catalogue.js';
import { TARGETING_OPTIONS } from '../targeting.module-definition.js';
import type { TargetingOptions } from '../targeting.options.js';
import { bindCatalogue, bindEventTables } from './bind-catalogue.js';
import { assertSameZone } from './same-zone.js';

/** The catalogue of the host: what rules may ask, bound to the host's tables. */
@Injectable()
export class CatalogueService implements OnModuleInit {
  constructor(
    @Inject(TARGETING_OPTIONS) private readonly options: TargetingOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** What the options declare is bound once at the start, so that a mistake in them is seen there. */
  async onModuleInit(): Promise<void> {
    bindCatalogue(this.options, this.dataSource);
    await assertSameZone(this.options.timeZone ?? 'UTC', this.dataSource.manager);
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
