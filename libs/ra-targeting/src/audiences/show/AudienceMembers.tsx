import { useRecordContext, useTranslate } from 'react-admin';
import type { Audience, Member } from '../../data-provider/types.js';
import { MembersTable } from '../../members/MembersTable.js';
import { SourceChips } from '../../ui/SourceChips.js';
import { useAudiencePreview } from '../preview/use-audience-preview.js';
import type { Ask } from './AudiencePage.js';

export function AudienceMembers({ onAsk }: { onAsk: Ask }) {
  const audience = useRecordContext<Audience>();
  return audience ? <Members audience={audience} onAsk={onAsk} /> : null;
}

function Members({ audience, onAsk }: { audience: Audience; onAsk: Ask }) {
  const translate = useTranslate();
  // It knows the names of the sources.
  const { answer } = useAudiencePreview(audience);
  return (
    <MembersTable<Member>
      path={`audiences/${audience.id}/members`}
      onExplain={onAsk}
      extra={{
        label: translate('targeting.members.sources'),
        render: ({ sources }) => <SourceChips sources={sources} ledger={answer?.ledger} />,
      }}
    />
  );
}
