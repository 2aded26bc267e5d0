/** In place of the package `diacritic`, a table of letters for browsers that could not take accents off by themselves. */
export const clean = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
