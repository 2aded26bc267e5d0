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
    empty: {
      title: 'Nothing imported yet',
      text: 'Every CSV file that is brought into a list, a segment or an audience is kept here with its report: how many rows were matched, which were rejected and why. An import can be taken back.',
    },
  },
};
