import { useText } from '../store/react.tsx';
import { explorer as english } from '../text/en/explorer.ts';
import type { ExplorerText } from '../text/text.ts';

/** What the explorer says, in the language of the page. */
export function useExplorerText(): ExplorerText {
  return useText().explorer ?? english;
}
