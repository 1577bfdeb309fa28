import { useEffect } from 'react';
import { ComparePanel } from './compare/panel.tsx';
import { Footer } from './footer/footer.tsx';
import { formatBytes } from './format-text.ts';
import { Header } from './header/header.tsx';
import { RecommendationList } from './recommendations/recommendations.tsx';
import { SearchBox } from './search/search-box.tsx';
import { Shelf } from './shelf/shelf.tsx';
import { Fault } from './status/fault.tsx';
import { Loading } from './status/loading.tsx';
import { Announcer, Notices } from './status/notices.tsx';
import { UndoBar } from './status/undo-bar.tsx';
import { useActions, useApp, useModel } from './store/react.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './app.css';

/** The one page. */
export function AppPage() {
  const load = useApp((state) => state.load);
  const { retry } = useActions();
  useThemeOnPage();
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
          <Fault title="The model did not load" error={load.error} onRetry={() => void retry()} />
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
  const cold = useApp((state) => state.shelf.likes.length === 0);
  return (
    <>
      <div className="columns">
        <main className="reading">
          {cold && <Welcome />}
          <SearchBox />
          <Shelf />
          <RecommendationList />
        </main>
        <ComparePanel />
      </div>
      <nav className="jump" aria-label="On this page">
        <a href="#shelf-heading">Shelf</a>
        <a href="#recommendations">For you</a>
        <a href="#compare">Teacher &amp; student</a>
      </nav>
    </>
  );
}

function Welcome() {
  const { manifest } = useModel().recommender;
  const size = formatBytes(manifest.files['student.safetensors'].bytes);
  return (
    <div className="welcome">
      <h2>{`Which ${manifest.itemNoun.many} have you loved?`}</h2>
      <p>{`Like a few, and a model of ${size}, already on your device, recommends as you tap.`}</p>
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
