import { useTargeting } from '../data-provider/use-targeting.js';
import { UsageCard } from './UsageCard.js';

interface ResourceUsageProps {
  resource: 'segments' | 'lists';
  id: number;
}

/** What uses a segment or a list. */
export function ResourceUsage({ resource, id }: ResourceUsageProps) {
  const targeting = useTargeting();
  return (
    <UsageCard
      queryKey={[resource, id, 'usage']}
      ask={(signal) => targeting.usage(resource, id, { signal })}
    />
  );
}
