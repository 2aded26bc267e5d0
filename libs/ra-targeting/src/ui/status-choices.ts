/** For the filter by status of segments, audiences and lists. */
export const statusChoices = ['active', 'draft', 'archived'].map((id) => ({
  id,
  name: `targeting.status.${id}`,
}));
