export const versionMessages = {
  tab: 'History',
  title: 'Versions',
  number: 'Version %{version}',
  now: 'now',
  first: 'The first version that is known.',
  only: 'Nothing has been changed yet. Every change that is saved becomes a version here, to be compared and brought back.',
  open: 'Open',
  openLabel: 'Open version %{version}',
  earlier: 'Show earlier versions',
  failed: 'The versions could not be loaded.',
  by: 'by %{author}',
  picked: '%{smart_count} picked by hand. |||| %{smart_count} picked by hand.',
  tooManyPicked: 'The customers picked by hand are too many to be kept with a version.',
  differences: 'What is different from',
  from: 'Compare with',
  same: 'Nothing: both say the same.',
  loading: 'Loading the version',
  close: 'Close',
  restore: 'Restore this version',
  restoreTitle: 'Restore version %{version}?',
  restoreText:
    'It is saved as a new version %{next}; version %{current} stays in the history and can be restored in turn.',
  force: 'Restore anyway',
  restoreChanges: 'What this changes',
  restored: 'Version %{version} is restored, as version %{next}.',
  confirm: 'Restore',
  size: {
    title: 'Size over time',
    range: '%{first} customers on %{from}, %{last} now; never more than %{most}, never fewer than %{least}.',
    rangeThen:
      '%{first} customers on %{from}, %{last} when it was recorded last; never more than %{most}, never fewer than %{least}.',
    steady: '%{count} customer since %{from}. |||| %{count} customers since %{from}.',
    none: 'The size is recorded from now on.',
    notObserved: {
      not_active:
        'Only active segments are observed: activate this one to have its size recorded. What was recorded before is kept.',
      invalid_rules:
        'The rules refer to something that is gone: change them to have the size recorded. What was recorded before is kept.',
      engine_unavailable:
        'The size cannot be recorded at present, as this application counts by SQL alone. Its developers find the reason in its log: the engine is switched off, may not create triggers, or cannot read its log of changes. What was recorded before is kept.',
    },
    moved: '%{at}: %{count} (+%{entered} −%{left})',
  },
};
