import ListAltOutlined from '@mui/icons-material/ListAltOutlined';
import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import RemoveCircleOutline from '@mui/icons-material/RemoveCircleOutlineOutlined';
import { PickedInput } from '../../picking/PickedInput.js';
import { ContactedInputs } from './ContactedInputs.js';
import { CsvSource } from './CsvSource.js';
import { ExclusionNumber } from './LineNumbers.js';
import { lineHint } from './LineHint.js';
import { Section } from './Section.js';
import { UnsubscribedInput } from './UnsubscribedInput.js';

export function ExcludeSection() {
  return (
    <Section
      title="targeting.builder.exclude"
      hint="targeting.builder.excludeHint"
      icon={<RemoveCircleOutline color="error" fontSize="small" />}
    >
      <PickedInput
        source="exclude_segments"
        reference="segments"
        filter={{ is_active: true }}
        kind="targeting.kind.segment"
        label="targeting.builder.excludeSegment"
        icon={<PeopleAltOutlined />}
        hint={lineHint}
        end={(id) => <ExclusionNumber kind="segment" id={id} />}
      />
      <PickedInput
        source="exclude_customers"
        reference="customers"
        kind="targeting.kind.customer"
        label="targeting.builder.excludeCustomer"
        icon={<PersonOutlined />}
        hint={lineHint}
      />
      <PickedInput
        source="exclude_lists"
        reference="lists"
        filter={{ is_active: true }}
        kind="targeting.kind.list"
        label="targeting.builder.excludeList"
        icon={<ListAltOutlined />}
        hint={lineHint}
        end={(id) => <ExclusionNumber kind="list" id={id} />}
      />
      <CsvSource source="exclude_lists" label="targeting.builder.excludeCsv" />
      <ContactedInputs />
      <UnsubscribedInput />
    </Section>
  );
}
