/** The rules of segments of `fillShop`: customer number `n` has the score `2.5 n`. */
export const scoreAbove = (value: number, ...others: object[]) => ({
  logic: 'AND',
  rules: [{ field: 'score', operator: 'greater_than', value }, ...others],
});

export const subscribed = { field: 'subscribed', operator: 'is_true' };
