/** First names with a weight for age: names of people born before 1980, and after. */
export const firstNames = {
  older:
    'Anna Barbara Carlo Christine Claudia Daniel David Elena Eva Francesco Frank Hans Helen Ingrid Isabelle James Jan Jean John Jürgen Karin Laura Linda Luca Marco Maria Marie Martin Michael Monika Nicole Paolo Patricia Paul Peter Petra Pierre Robert Sabine Sandra Stefan Susan Thomas Ursula Véronique Walter'.split(
      ' ',
    ),
  younger:
    'Ada Adam Alice Amélie Ana Ben Camille Chiara Chloé Clara David Elif Ella Emil Emma Felix Finn Giulia Hugo Ida Jakob Jana Jonas Julia Kai Lea Leon Lina Luca Lucas Luis Léa Marta Max Mia Mila Nina Noah Olga Oskar Paul Sara Sofia Theo Tom Yara Zoë Łukasz'.split(
      ' ',
    ),
};

export const lastNames =
  'Smith Müller Rossi Martin García Bernard Schmidt Dubois Bianchi Jones Fischer Moreau Ferrari Weber Laurent Silva Novák Kowalski Jansen Larsson Hansen Nielsen O’Brien Meyer Lefèvre Romano Taylor Wagner Becker Colombo Ricci Girard Bakker Visser Horvat Popescu Costa Santos Murphy Kelly Schulz Hoffmann Koch Richter Klein Wolf Schröder Neumann Braun Marino Greco Bruno Gallo Conti Leroy Roux David Bertrand Fontaine Chevalier Andersson Berg Virtanen Korhonen Nagy Tóth Yılmaz Kaya Demir Doe'.split(
    ' ',
  );

export const cities: readonly (readonly [city: string, country: string])[] = [
  ['Paris', 'FR'],
  ['Berlin', 'DE'],
  ['London', 'GB'],
  ['Rome', 'IT'],
  ['Madrid', 'ES'],
  ['Milan', 'IT'],
  ['Hamburg', 'DE'],
  ['Lyon', 'FR'],
  ['Vienna', 'AT'],
  ['Zürich', 'CH'],
  ['Amsterdam', 'NL'],
  ['Brussels', 'BE'],
  ['Munich', 'DE'],
  ['Lisbon', 'PT'],
  ['Prague', 'CZ'],
  ['Warsaw', 'PL'],
  ['Copenhagen', 'DK'],
  ['Dublin', 'IE'],
  ['Kraków', 'PL'],
  ['Malmö', 'SE'],
];

/** The shop's departments, the most sold first, with the price of a usual purchase. */
export const categories: readonly (readonly [category: string, price: number])[] = [
  ['books', 22],
  ['clothing', 58],
  ['home', 74],
  ['beauty', 34],
  ['toys', 29],
  ['sports', 66],
  ['electronics', 190],
  ['garden', 48],
];

export const plans = ['free', 'free', 'free', 'plus', 'plus', 'pro'] as const;
export const tags = [
  'newsletter',
  'early-bird',
  'gift-buyer',
  'reviewer',
  'student',
  'wholesale',
  'beta',
  'press',
] as const;
export const devices = ['mobile', 'mobile', 'desktop', 'tablet'] as const;
export const pages = ['/', '/sale', '/new', '/account', '/wishlist', '/stores', '/help', '/blog'] as const;
