/** In place of the package `inflection`: react-admin takes its words for what has no message, and here everything has one. */

const firstUpper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const capitalize = (text: string) => firstUpper(text.toLowerCase());
export const humanize = (text: string) =>
  firstUpper(
    text
      .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
      .replaceAll('_', ' ')
      .toLowerCase(),
  );
export const pluralize = (text: string) => text;
export const singularize = (text: string) => text;
export const inflect = (text: string) => text;
export const transform = humanize;
