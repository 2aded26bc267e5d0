import AddCircleOutline from '@mui/icons-material/AddCircleOutlineOutlined';
import ListAltOutlined from '@mui/icons-material/ListAltOutlined';
import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import { PickedInput } from '../../picking/PickedInput.js';
import { CsvSource } from './CsvSource.js';
import { SourceNumber } from './LineNumbers.js';
import { LogicInput } from './LogicInput.js';
import { lineHint } from './LineHint.js';
import { Section } from './Section.js';

export function IncludeSection() {
  return (
    <Section
      title="targeting.builder.include"
      hint="targeting.builder.includeHint"
      icon={<AddCircleOutline color="primary" fontSize="small" />}
    >
      <LogicInput />
      <PickedInput
        source="include_segments"
        reference="segments"
        filter={{ is_active: true }}
        kind="targeting.kind.segment"
        label="targeting.builder.addSegment"
        icon={<PeopleAltOutlined />}
        hint={lineHint}
        end={(id) => <SourceNumber kind="segment" id={id} />}
      />
      <PickedInput
        source="include_lists"
        reference="lists"
        filter={{ is_active: true }}
        kind="targeting.kind.list"
        label="targeting.builder.addList"
        icon={<ListAltOutlined />}
        hint={lineHint}
        end={(id) => <SourceNumber kind="list" id={id} />}
      />
      <PickedInput
        source="include_customers"
        reference="customers"
        kind="targeting.kind.customer"
        label="targeting.builder.addCustomer"
        icon={<PersonOutlined />}
        hint={lineHint}
      />
      <CsvSource source="include_lists" label="targeting.builder.includeCsv" />
    </Section>
  );
}
