import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { TargetingOptions } from './targeting.options.js';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: TARGETING_OPTIONS } =
  new ConfigurableModuleBuilder<TargetingOptions>({ moduleName: 'Targeting' })
    .setClassMethodName('forRoot')
    // Any module of the host may inject the services, without importing this one again.
    .setExtras({}, (definition) => ({ ...definition, global: true }))
    .build();
