/** Lists of an audience that an import has taken the place of, in their order, each with its position among the audience's then. */
export interface ReplacedLists {
  audience: number;
  use: 'include' | 'exclude';
  lists: { id: number; at: number }[];
}
