/** In place of the package `jsonexport`: react-admin brings it for an export of the page at hand, which no list here offers. */
export default function jsonexport(): never {
  throw new Error('Lists are exported by the API.');
}
