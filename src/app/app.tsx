import { useEffect } from 'react';
import { ComparePanel } from './compare/panel.tsx';
import { Footer } from './footer/footer.tsx';
import { Header } from './header/header.tsx';
import { RecommendationList } from './recommendations/recommendations.tsx';
import { SearchBox } from './search/search-box.tsx';
import { Exchange } from './shelf/exchange.tsx';
import { Shelf } from './shelf/shelf.tsx';
import { Fault } from './status/fault.tsx';
import { Loading } from './status/loading.tsx';
import { Announcer, Notices } from './status/notices.tsx';
import { UndoBar } from './status/undo-bar.tsx';
import { useActions, useApp, useModel, useText } from './store/react.tsx';
import { useLanguageOnPage } from './use-language-on-page.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/forced-colors.css';
import './app.css';

/** The one page. */
export function AppPage() {
  const load = useApp((state) => state.load);
  const { retry } = useActions();
  const { faults } = useText();
  useThemeOnPage();
  useLanguageOnPage();
  return (
    <div className="page">
      <Header />
      <Notices />
      {load.phase === 'loading' && (
        <main>
          <Loading progress={load.progress} />
        </main>
      )}
      {load.phase === 'failed' && (
        <main>
          <Fault title={faults.model} error={load.error} onRetry={() => void retry()} />
        </main>
      )}
      {load.phase === 'ready' && <Reading />}
      <Footer />
      <UndoBar />
      <Announcer />
    </div>
  );
}

function Reading() {
  const { page } = useText();
  const cold = useApp((state) => state.shelf.likes.length === 0);
  return (
    <>
      <nav className="jump" aria-label={page.parts}>
        <a href="#shelf-heading">{page.shelf}</a>
        <a href="#recommendations">{page.list}</a>
        <a href="#compare">{page.compare}</a>
      </nav>
      <div className="columns">
        <main className="reading" data-cold={cold}>
          {cold && <Welcome />}
          <SearchBox />
          <Shelf />
          <RecommendationList />
          {cold && <Exchange />}
        </main>
        <ComparePanel />
      </div>
    </>
  );
}

function Welcome() {
  const { manifest } = useModel().recommender;
  const { page, format } = useText();
  const size = format.bytes(manifest.files['student.safetensors'].bytes);
  return (
    <div className="welcome">
      <h2>{page.welcome(manifest.itemNoun)}</h2>
      <p>{page.invitation(size)}</p>
    </div>
  );
}

function useThemeOnPage(): void {
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'auto') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
}
