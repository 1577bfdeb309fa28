import { SharedShelf } from '../shelf/offered-shelf.tsx';
import { describeAnnouncement } from '../store/announcement.ts';
import { useApp, useText } from '../store/react.tsx';
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
  const { notices } = useText();
  const offline = useApp((state) => state.offline);
  const fellBack = useApp((state) => state.fellBack);
  const storageBlocked = useApp((state) => state.storageBlocked);
  const eraseFailed = useApp((state) => state.eraseFailed);
  const languageMissing = useApp((state) => state.languageMissing);
  return (
    <div className="notices" role="status">
      {offline && <p className="notice">{notices.offline}</p>}
      {fellBack && <p className="notice">{notices.fellBack}</p>}
      {eraseFailed && <p className="notice">{notices.eraseFailed}</p>}
      {storageBlocked && <p className="notice">{notices.storageBlocked}</p>}
      {languageMissing && <p className="notice">{notices.languageMissing}</p>}
    </div>
  );
}

/** What has just happened, for those who cannot see it. */
export function Announcer() {
  const text = useText();
  const announcement = useApp((state) => state.announcement);
  return (
    <p className="visually-hidden" role="status" data-testid="announcer">
      {announcement && describeAnnouncement(text, announcement)}
    </p>
  );
}
