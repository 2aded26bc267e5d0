export const fieldMessages = {
  resource: { name: 'Field |||| Fields' },
  screens: {
    intro:
      'What rules can ask: about a customer, and about what a customer did. New ones come with the columns of an import, and with the events that arrive.',
    search: 'Search fields and events',
    noneFound: 'No field is called that.',
    customer: 'Customer',
    event: '%{event}, when they did it',
    type: { text: 'Text', number: 'Number', boolean: 'Yes or no', date: 'Date', array: 'Several values' },
    values: 'Values there are',
    noValues: 'Nobody has a value.',
    moreValues: 'The most frequent ones.',
    technical: 'Name in the API',
    choose: 'Choose a field to see its values, and what asks it.',
    about: 'About “%{name}”',
    close: 'Close',
    column: { name: 'Field', type: 'Type' },
  },
};
