import { useDataProvider } from 'react-admin';
import type { TargetingDataProvider } from './targeting-data-provider.js';

/** The data provider, with its methods about segments and audiences. */
export const useTargeting = () => useDataProvider<TargetingDataProvider>();
