import { Icon } from '../icons.tsx';
import { MODEL_NAMES } from '../models.ts';
import { useActions, useApp, useText } from '../store/react.tsx';
import { LanguageChoice } from './language-choice.tsx';
import './header.css';

export function Header() {
  const { header } = useText();
  return (
    <header className="header">
      <h1 className="wordmark">
        <Drop />
        Attar
      </h1>
      <p className="tagline">
        {header.tagline} <OfflineReady />
      </p>
      <div className="header-tools">
        <LanguageChoice />
        <ThemeToggle />
      </div>
      <ModelSwitch />
    </header>
  );
}

/** Has its place from the beginning: it comes while the page is being read, and nothing should move then. */
function OfflineReady() {
  const ready = useApp(({ offline, offlineReady }) => offlineReady && !offline);
  const { notices } = useText();
  return (
    <span className="offline-ready" role="status">
      <span data-ready={ready}>
        <Icon name="check" />
        {notices.offlineReady}
      </span>
    </span>
  );
}

/** The mark: a drop of oil with a petal in it. */
function Drop() {
  return (
    <svg className="drop" viewBox="0 0 28 36" aria-hidden="true" focusable="false">
      <path d="M14 1C19 10 26 15.5 26 23.2A12 12 0 0 1 2 23.2C2 15.5 9 10 14 1Z" className="drop-body" />
      <path d="M14 31C8 27 8 19 14 13C20 19 20 27 14 31Z" className="drop-petal" />
    </svg>
  );
}

function ModelSwitch() {
  const model = useApp((state) => state.model);
  const { header } = useText();
  const { openModel } = useActions();
  if (MODEL_NAMES.length === 1) return null;
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{header.model}</legend>
      {MODEL_NAMES.map((name) => (
        <label key={name} className="switch-choice">
          <input
            type="radio"
            name="model"
            value={name}
            checked={name === model}
            onChange={() => void openModel(name)}
          />
          <span>{header.models[name]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function ThemeToggle() {
  const theme = useApp((state) => state.theme);
  const { header } = useText();
  const { setTheme } = useActions();
  const dark = theme === 'auto' ? prefersDark() : theme === 'dark';
  return (
    <button
      type="button"
      className="theme-toggle"
      aria-label={header.dark}
      aria-pressed={dark}
      onClick={() => setTheme(dark ? 'light' : 'dark')}
    >
      <Icon name={dark ? 'moon' : 'sun'} />
    </button>
  );
}

function prefersDark(): boolean {
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}
