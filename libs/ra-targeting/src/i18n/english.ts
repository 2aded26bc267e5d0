import { audienceMessages } from '../audiences/messages.js';
import { importMessages } from '../imports/messages.js';
import { listMessages } from '../lists/messages.js';
import { segmentMessages } from '../segments/messages.js';
import { uiMessages } from '../ui/messages.js';

/** The English texts of the screens, to be merged into the host's messages. */
export const targetingEnglish = {
  resources: {
    segments: segmentMessages.resource,
    audiences: audienceMessages.resource,
    lists: listMessages.resource,
    imports: importMessages.resource,
  },
  targeting: {
    ...uiMessages,
    segments: segmentMessages.screens,
    audiences: audienceMessages.screens,
    lists: listMessages.screens,
    imports: importMessages.screens,
  },
};
