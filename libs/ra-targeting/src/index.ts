export { audiences } from './audiences/index.js';
export { ActivityButton } from './audit/ActivityButton.js';
export { audit } from './audit/index.js';
export { AudiencePreviewPanel } from './audiences/preview/AudiencePreviewPanel.js';
export { LedgerTable } from './audiences/preview/LedgerTable.js';
export { ExplainablePreview } from './audiences/preview/ExplainablePreview.js';
export { PreviewCard } from './audiences/preview/PreviewCard.js';
export { useAudiencePreview } from './audiences/preview/use-audience-preview.js';
export type {
  Asking,
  CsvOptions,
  CustomMethods,
  KeysetPage,
  KeysetQuery,
} from './data-provider/custom-methods.js';
export { faultsByField, faultsOf, readableError } from './data-provider/problem.js';
export {
  type HttpClient,
  type TargetingDataProvider,
  targetingDataProvider,
} from './data-provider/targeting-data-provider.js';
export type * from './data-provider/overlap-methods.js';
export type * from './data-provider/snapshot-methods.js';
export type * from './data-provider/history-types.js';
export type * from './data-provider/types.js';
export { useTargeting } from './data-provider/use-targeting.js';
export { targetingEnglish } from './i18n/english.js';
export { ExplainDialog } from './explain/ExplainDialog.js';
export type { Explained } from './explain/use-explanation.js';
export { HelpButton } from './help/HelpButton.js';
export { imports } from './imports/index.js';
export { lists } from './lists/index.js';
export { segments } from './segments/index.js';
export { AgoField } from './ui/AgoField.js';
export { CancelButton } from './ui/CancelButton.js';
export { CountField } from './ui/CountField.js';
export { EmptyState } from './ui/EmptyState.js';
export { Failed } from './ui/Failed.js';
export { FreshRecord } from './ui/FreshRecord.js';
export { ListBody } from './ui/ListBody.js';
export { NameField } from './ui/NameField.js';
export { PhoneList } from './ui/PhoneList.js';
export { PhoneSort } from './ui/PhoneSort.js';
export { StatusField } from './ui/StatusField.js';
export { snapshots } from './snapshots/index.js';
export { SnapshotView } from './snapshots/SnapshotView.js';
export { DriftNote } from './drift/DriftNote.js';
export { ReviewedDrift } from './drift/ReviewedDrift.js';
export { useDrift } from './drift/use-drift.js';
export { fields } from './fields/index.js';
export { MovedPeople } from './moved/MovedPeople.js';
export { SimilarSegments } from './overlap/SimilarSegments.js';
export { overlapPath } from './overlap/limits.js';
export { TargetInput } from './target/TargetInput.js';
export { type LiveAnswer, useLiveAnswer } from './ui/use-live-answer.js';
export { useNumber } from './ui/use-number.js';
export { MergeStale } from './merge/MergeStale.js';
export { Versions } from './versions/Versions.js';
export { MembersTable } from './members/MembersTable.js';
export { CustomerPicker } from './ui/CustomerPicker.js';
export { instantInFull } from './ui/when.js';
export { FileChooser } from './imports/FileChooser.js';
export { readHead } from './imports/read-head.js';
export { FormToolbar } from './ui/FormToolbar.js';
export { plainForm } from './ui/plain-form.js';
