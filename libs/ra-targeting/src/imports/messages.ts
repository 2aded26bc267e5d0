export const importMessages = {
  resource: {
    name: 'Import |||| Imports',
    fields: {
      file_name: 'File',
      list_id: 'List',
      rows: 'Rows',
      matched: 'Matched',
      created: 'New',
      duplicates: 'Duplicates',
      unmatched: 'Not customers',
      rejected: 'Rejected',
      status: 'Status',
      created_at: 'Imported',
    },
  },
  screens: {
    into: 'into the list',
    modes: { append: 'Added to what was on the list.', replace: 'Took the place of what was on the list.' },
    column: 'The customers were named by the column “%{column}”.',
    empty: {
      title: 'Nothing imported yet',
      text: 'Every CSV file that is brought into a list, a segment or an audience is kept here with its report: how many rows were matched, which were rejected and why. An import can be taken back.',
    },
  },
};

export const csvMessages = {
  choose: 'Choose a CSV file',
  hint: 'E-mail addresses or ids in any column. Nobody new is created: unknown addresses are remembered.',
  importing: 'Importing %{file}: %{rows} rows so far',
  progress: 'Import in progress',
  refused: '%{file} was not taken.',
  column: 'Column that names the customers',
  again: 'Try again',
  completed: '%{file}: %{rows} row |||| %{file}: %{rows} rows',
  failed: '%{file} could not be imported',
  undone: '%{file} was taken back',
  running: '%{file} is being imported',
  parts: {
    matched: 'Customers found',
    created: 'Customers created',
    duplicates: 'Twice in the file',
    unmatched: 'Not customers yet, remembered',
    rejected: 'Rejected',
  },
  rejected: 'Rows that were not found or rejected',
  undo: 'Take it back',
};
