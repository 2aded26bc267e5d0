import polyglotI18nProvider from 'ra-i18n-polyglot';
import english from 'ra-language-english';
import { targetingEnglish } from 'ra-targeting';
import { mergeTranslations, type TranslationMessages } from 'react-admin';
import { campaignMessages } from './campaigns/messages.js';
import { customerMessages } from './customers/messages.js';
import { dashboardMessages } from './dashboard/messages.js';

const messages = mergeTranslations(
  english,
  targetingEnglish,
  campaignMessages,
  customerMessages,
  dashboardMessages,
);

export const i18nProvider = polyglotI18nProvider(() => messages as TranslationMessages, 'en', [
  { locale: 'en', name: 'English' },
]);
