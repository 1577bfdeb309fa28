import type { AttarError } from '../../core/errors.ts';
import { Icon } from '../icons.tsx';
import './status.css';

interface FaultProps {
  readonly title: string;
  readonly error: AttarError;
  readonly onRetry?: () => void;
}

/** An error as a person needs it: what happened, in its own words, and the way on. */
export function Fault({ title, error, onRetry }: FaultProps) {
  return (
    <div className="fault" role="alert">
      <h2>{title}</h2>
      <p className="fault-message">{error.message}</p>
      <p className="fault-code">
        <code>{error.code}</code>
      </p>
      {onRetry && (
        <button type="button" className="quiet-button firm-button" onClick={onRetry}>
          <Icon name="undo" />
          Retry
        </button>
      )}
    </div>
  );
}
