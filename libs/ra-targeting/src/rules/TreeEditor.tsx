import { Box } from '@mui/material';
import { useRef } from 'react';
import { onlyHeard } from '../ui/only-heard.js';
import { ActionsProvider, type Builder, BuilderProvider, ScopeProvider } from './BuilderContext.js';
import { RuleGroup } from './RuleGroup.js';
import { useEdits } from './use-edits.js';
import type { WireGroup } from './tree/wire.js';

interface TreeEditorProps extends Pick<
  Builder,
  'tree' | 'fields' | 'catalogue' | 'faults' | 'counts' | 'hints'
> {
  onChange: (tree: WireGroup) => void;
}

/** The tree as groups and rules that can be filled in, moved, copied, folded and taken away, by pointer and by keys. */
export function TreeEditor({ onChange, ...shown }: TreeEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const { said, actions, folded } = useEdits(shown.tree, onChange, container);
  return (
    <div ref={container}>
      <BuilderProvider value={{ ...shown, folded }}>
        <ActionsProvider value={actions}>
          <ScopeProvider value={shown.fields}>
            <RuleGroup group={shown.tree} path={[]} />
          </ScopeProvider>
        </ActionsProvider>
      </BuilderProvider>
      <Box role="status" aria-live="polite" data-testid="said" sx={onlyHeard}>
        {said}
      </Box>
    </div>
  );
}
