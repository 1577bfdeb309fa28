import { useId, useRef } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useModel, useText } from '../store/react.tsx';
import { useKeptFocus } from '../use-kept-focus.ts';

/** The genres and tags of which an item of the list has at least one; each that was chosen can be taken back. */
export function TagField() {
  const tags = useApp((state) => state.tuning.tags);
  const { facets } = useModel().library;
  const { tuning: text, tag: tagName } = useText();
  const { tune } = useActions();
  const chosen = useRef<HTMLUListElement>(null);
  const id = useId();
  const keepFocus = useKeptFocus(chosen, tags, id);
  return (
    <div className="tuning-field">
      <label htmlFor={id}>{text.tag}</label>
      <select id={id} value="" onChange={({ target }) => tune({ tags: [...tags, target.value] })}>
        <option value="">{tags.length === 0 ? text.anyTag : text.anotherTag}</option>
        {facets.tags
          .filter((name) => !tags.includes(name))
          .map((name) => (
            <option key={name} value={name}>
              {tagName(name)}
            </option>
          ))}
      </select>
      {tags.length > 0 && (
        <ul ref={chosen} className="tuning-chosen" aria-label={text.chosenTags} onClick={keepFocus}>
          {tags.map((name) => (
            <li key={name}>
              <button
                type="button"
                className="tuning-tag"
                data-keep="tag"
                aria-label={text.removeTag(tagName(name))}
                onClick={() => tune({ tags: tags.filter((other) => other !== name) })}
              >
                {tagName(name)}
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
