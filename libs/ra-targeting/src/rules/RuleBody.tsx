import { useActions, useScope } from './BuilderContext.js';
import { ContactedRule } from './kinds/ContactedRule.js';
import { EventRule } from './kinds/EventRule.js';
import { FieldRule } from './kinds/FieldRule.js';
import { MemberRule } from './kinds/MemberRule.js';
import { SampleRule } from './kinds/SampleRule.js';
import { SubjectPicker } from './SubjectPicker.js';
import { ruleAbout, subjectOf } from './subjects.js';
import type { Path } from './tree/path.js';
import type { WireRule } from './tree/wire.js';

interface RuleBodyProps {
  rule: WireRule;
  path: Path;
}

/** What a rule is about, and the inputs that this has. */
export function RuleBody({ rule, path }: RuleBodyProps) {
  const { edit } = useActions();
  const scope = useScope();
  const change = (node: WireRule) => edit({ type: 'replace', path, node });
  return (
    <>
      <SubjectPicker
        value={subjectOf(rule)}
        onChange={(subject) => change(ruleAbout(subject, scope, rule))}
      />
      {'field' in rule && <FieldRule rule={rule} onChange={change} />}
      {'event' in rule && <EventRule rule={rule} path={path} onChange={change} />}
      {('segment' in rule || 'list' in rule) && <MemberRule rule={rule} onChange={change} />}
      {'contacted' in rule && <ContactedRule rule={rule} onChange={change} />}
      {'sample' in rule && <SampleRule rule={rule} onChange={change} />}
    </>
  );
}
