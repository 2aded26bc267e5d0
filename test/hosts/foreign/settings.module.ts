import { Injectable, Module } from '@nestjs/common';

/** What the targeting options of this application depend on; tests change it. */
@Injectable()
export class Settings {
  /** In place of the clock. */
  now?: Date;
  previewMs = 30_000;
  comparisonMs = 30_000;
}

@Module({ providers: [Settings], exports: [Settings] })
export class SettingsModule {}
