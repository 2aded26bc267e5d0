/** `1,247 members`. */
export const membersInWords = (count: number): string => counted(count, 'member');

export const customersInWords = (count: number): string => counted(count, 'customer');

const counted = (count: number, word: string): string =>
  `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
