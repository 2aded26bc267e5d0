import { useEffect, useRef, useState } from 'react';
import type { Identifier } from 'react-admin';
import type { CsvOptions } from '../data-provider/custom-methods.js';
import type { ListImport } from '../data-provider/types.js';
import { useTargeting } from '../data-provider/use-targeting.js';
import type { ChosenFile } from './CsvChoices.js';
import type { Undo } from './UndoButton.js';

export type CsvResource = 'lists' | 'segments' | 'audiences';

export interface CsvTarget {
  resource: CsvResource;
  id: Identifier;
  /** Takes back what was made for a file that is refused. */
  discard?: () => Promise<unknown>;
}

export interface CsvImport {
  /** A file that is not begun with yet. */
  chosen?: ChosenFile;
  choose: (chosen?: ChosenFile) => void;
  file?: File;
  isBusy: boolean;
  /** While what came in is being taken back. */
  isUndoing: boolean;
  /** Its progress, and in the end its report. */
  record?: ListImport;
  error?: unknown;
  start: (file: File, options?: CsvOptions) => Promise<void>;
  /** Once more with the file that was refused, and otherwise in this. */
  retry: (change: CsvOptions) => Promise<void>;
  undo: Undo;
  reset: () => void;
}

type State = Pick<CsvImport, 'file' | 'isBusy' | 'record' | 'error'> & { options?: CsvOptions };

const POLL_EVERY = 700;

/** Uploads a CSV file and follows its import to the end. */
export function useCsvImport(
  targetFor: (file: File) => Promise<CsvTarget>,
  onDone?: (record: ListImport, target: CsvTarget) => void,
): CsvImport {
  const targeting = useTargeting();
  const [chosen, choose] = useState<ChosenFile>();
  const [state, setState] = useState<State>({ isBusy: false });
  const [isUndoing, setUndoing] = useState(false);
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const followed = async (started: ListImport, signal: AbortSignal): Promise<ListImport> => {
    let record = started;
    while (record.status === 'running') {
      setState((before) => ({ ...before, record }));
      await new Promise((resolve) => setTimeout(resolve, POLL_EVERY));
      signal.throwIfAborted();
      record = (await targeting.getOne<ListImport>('imports', { id: record.id, signal })).data;
    }
    return record;
  };

  const start = async (file: File, options: CsvOptions = {}) => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    setState({ file, isBusy: true });
    try {
      const target = await targetFor(file);
      const started = await targeting
        .importCsv(target.resource, target.id, file, { ...options, signal })
        .catch(async (error: unknown) => {
          await target.discard?.().catch(() => undefined);
          throw error;
        });
      const record = await followed(started, signal);
      setState({ file, isBusy: false, record });
      onDone?.(record, target);
    } catch (error) {
      if (!signal.aborted) setState({ file, options, isBusy: false, error });
    }
  };

  const retry = async (change: CsvOptions) => {
    if (state.file) await start(state.file, { ...state.options, ...change });
  };

  const undo: Undo = async (how) => {
    if (!state.record) return;
    const { id } = state.record;
    setUndoing(true);
    try {
      const record = await targeting.undoImport(id, how);
      // Its report may have been closed meanwhile.
      setState((before) => (before.record?.id === id ? { ...before, record } : before));
    } finally {
      setUndoing(false);
    }
  };

  const reset = () => setState({ isBusy: false });

  return { chosen, choose, ...state, isUndoing, start, retry, undo, reset };
}
