/** SQL of a text as names and addresses are compared: without regard to case. */
export const folded = (expression: string): string => `targeting.fold(${expression}) COLLATE "C"`;
