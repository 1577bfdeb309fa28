import type { AttarError } from '../../core/errors.ts';
import { Icon } from '../icons.tsx';
import { useText } from '../store/react.tsx';
import { faultKind } from './fault-kind.ts';
import './status.css';

interface FaultProps {
  readonly title: string;
  readonly error: AttarError;
  readonly onRetry?: () => void;
}

/** An error as a person needs it: what happened, the way on, and what the engine says of it, which is English. */
export function Fault({ title, error, onRetry }: FaultProps) {
  const { faults } = useText();
  return (
    <div className="fault" role="alert">
      <h2>{title}</h2>
      <p className="fault-help">{faults.help[faultKind(error.code)]}</p>
      <p className="fault-details">
        {faults.details}{' '}
        <span className="fault-message" lang="en">
          {error.message}
        </span>
      </p>
      <p className="fault-code">
        <code>{error.code}</code>
      </p>
      {onRetry && (
        <button type="button" className="quiet-button firm-button" onClick={onRetry}>
          <Icon name="undo" />
          {faults.retry}
        </button>
      )}
    </div>
  );
}
