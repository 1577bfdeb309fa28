import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { useModel } from '../../store/react.tsx';
import type { Explorer } from '../explorer-store.ts';
import { useExplorerText } from '../explorer-text.ts';
import type { WhatIf as WhatIfState } from '../explorer-state.ts';
import { HistoryEditor } from './history-editor.tsx';
import { LinearTeacher } from './linear-teacher.tsx';
import type { Against } from './linear-teacher.tsx';
import { RankFlow } from './rank-flow.tsx';

interface WhatIfProps {
  readonly explorer: Explorer;
  readonly heldOut: ReadonlySet<number>;
}

/** The student's list for a history in the visitor's hands, against the list before. */
export function WhatIf({ explorer, heldOut }: WhatIfProps) {
  const { whatIf: text } = useExplorerText();
  const { itemNoun } = useModel().recommender.manifest;
  const whatIf = useStore(explorer.store, (state) => state.whatIf);
  const [against, setAgainst] = useState<Against>('original');
  if (!whatIf) return null;
  return (
    <section aria-labelledby="what-if-heading" className="explorer-part">
      <h3 id="what-if-heading">{text.heading}</h3>
      <p>{text.intro(itemNoun)}</p>
      <HistoryEditor
        history={whatIf.history}
        original={whatIf.user.history}
        onEdit={(history) => void explorer.edit(history)}
      />
      <AgainstChoice against={against} onAgainst={setAgainst} />
      <StudentMoves whatIf={whatIf} against={against} heldOut={heldOut} />
      <LinearTeacher explorer={explorer} whatIf={whatIf} against={against} heldOut={heldOut} />
    </section>
  );
}

interface StudentMovesProps {
  readonly whatIf: WhatIfState;
  readonly against: Against;
  readonly heldOut: ReadonlySet<number>;
}

function StudentMoves({ whatIf, against, heldOut }: StudentMovesProps) {
  const { whatIf: text } = useExplorerText();
  if (whatIf.now === whatIf.original) return <p className="panel-note">{text.unchanged}</p>;
  return (
    <RankFlow
      from={{ name: text.names[against], items: whatIf[against] }}
      to={{ name: text.now, items: whatIf.now }}
      heldOut={heldOut}
    />
  );
}

interface AgainstChoiceProps {
  readonly against: Against;
  readonly onAgainst: (against: Against) => void;
}

function AgainstChoice({ against, onAgainst }: AgainstChoiceProps) {
  const { whatIf: text } = useExplorerText();
  const name = useId();
  return (
    <fieldset className="against">
      <legend>{text.against}</legend>
      {(['original', 'before'] as const).map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === against} onChange={() => onAgainst(choice)} />
          {text.choices[choice]}
        </label>
      ))}
    </fieldset>
  );
}
