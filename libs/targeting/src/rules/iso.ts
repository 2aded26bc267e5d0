/**
 * The ISO 8601 forms that count as a date or an instant, as regular expressions that PostgreSQL and JavaScript read alike.
 * They admit exactly the days that exist (leap years included), so that no cast behind them can fail.
 */
const year = '(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})';
const leapYear = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)';
const ordinaryDay =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))';
const day = `(?:${year}-${ordinaryDay}|${leapYear}-02-29)`;
const time = 'T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,6})?)?';
const zone = '(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])';

/** `2026-11-22` */
export const dayPattern = `^${day}$`;
/** `2026-11-22T10:00:00.000Z`, or with an offset */
export const instantPattern = `^${day}${time}${zone}$`;

const dayRegExp = new RegExp(dayPattern);
const instantRegExp = new RegExp(instantPattern);

export const isIsoDay = (text: string) => dayRegExp.test(text);
export const isIsoInstant = (text: string) => instantRegExp.test(text) && isInYears(Date.parse(text));

/** The first and the last millisecond of the years 1 to 9999, in UTC. */
export const earliest = Date.parse('0001-01-01T00:00:00.000Z');
export const latest = Date.parse('9999-12-31T23:59:59.999Z');

const isInYears = (instant: number) => instant >= earliest && instant <= latest;
