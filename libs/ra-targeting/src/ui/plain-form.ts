/** For a form of cards that stand on the page itself: without the room that react-admin keeps on a phone for a toolbar that floats. */
export const plainForm = { '&&': { p: 0 } };
