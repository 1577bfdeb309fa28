import { Icon } from '../icons.tsx';
import { SharedShelf } from '../shelf/offered-shelf.tsx';
import { useApp } from '../store/react.tsx';
import './status.css';

/** What comes before all else: news of this device, and a shelf that waits for an answer. */
export function Notices() {
  return (
    <>
      <DeviceNotices />
      <SharedShelf />
    </>
  );
}

/** One line each for what a reader should know about this device. Polite: read out when it appears. */
function DeviceNotices() {
  const offline = useApp((state) => state.offline);
  const offlineReady = useApp((state) => state.offlineReady);
  const fellBack = useApp((state) => state.fellBack);
  const storageBlocked = useApp((state) => state.storageBlocked);
  const eraseFailed = useApp((state) => state.eraseFailed);
  return (
    <div className="notices" role="status">
      {offline && <p className="notice">You are offline. What is on this device goes on working.</p>}
      {!offline && offlineReady && (
        <p className="notice notice-good">
          <Icon name="check" />
          Ready to work offline.
        </p>
      )}
      {fellBack && (
        <p className="notice">This device cannot run the engine asked for: another recommends, same lists.</p>
      )}
      {eraseFailed && (
        <p className="notice">
          This browser refused to erase what it keeps for this page: clear the site’s data in its settings.
        </p>
      )}
      {storageBlocked && (
        <p className="notice">
          This browser keeps nothing for this page: your shelf lasts until you close it.
        </p>
      )}
    </div>
  );
}

/** What has just happened, for those who cannot see it. */
export function Announcer() {
  const announcement = useApp((state) => state.announcement);
  return (
    <p className="visually-hidden" role="status" data-testid="announcer">
      {announcement}
    </p>
  );
}
