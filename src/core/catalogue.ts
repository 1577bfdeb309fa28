/** What is known of the items: columns of one length, position = item index. */
export interface Catalogue {
  /** Stable item ids of the data set. */
  ids: string[];
  /** null: no title may be shown; the item is scored but never recommended. */
  titles: (string | null)[];
  /** Authors, directors …; empty where unknown. */
  creators: string[][];
  years: (number | null)[];
  /** Every tag once. */
  tagNames: string[];
  /** Positions in `tagNames`, most telling first. */
  tags: number[][];
  /** Likes by training users. */
  popularity: number[];
}
