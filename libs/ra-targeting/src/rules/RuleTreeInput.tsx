import { FormHelperText } from '@mui/material';
import { useState } from 'react';
import { type InputProps, useInput, useTranslate } from 'react-admin';
import { RuleBuilder, type RuleBuilderProps } from './RuleBuilder.js';
import { useReadTree } from './use-fields.js';

type RuleTreeInputProps = Omit<InputProps, 'onChange'> &
  Pick<RuleBuilderProps, 'faults' | 'counts' | 'hints'>;

/** The rule builder as an input of a form. A tree with faults cannot be saved. */
export function RuleTreeInput({ faults, counts, hints, ...props }: RuleTreeInputProps) {
  const translate = useTranslate();
  const [shown, setShown] = useState<unknown>();
  const read = useReadTree(shown);
  const isWrong = read !== undefined && read.faults.length > 0;
  const { field, fieldState } = useInput({
    ...props,
    validate: () => (isWrong ? 'targeting.rules.builder.fix' : undefined),
  });
  // The form clones its values; the builder keeps the very objects, by which it knows its rules again.
  if (JSON.stringify(shown) !== JSON.stringify(field.value)) setShown(field.value);
  const change = (tree: unknown) => {
    setShown(tree);
    field.onChange(tree);
  };
  return (
    <>
      <RuleBuilder value={shown ?? field.value} onChange={change} {...{ faults, counts, hints }} />
      {fieldState.error && (
        <FormHelperText error>
          {translate(String(fieldState.error.message).replace(/^@@react-admin@@"?|"$/g, ''))}
        </FormHelperText>
      )}
    </>
  );
}
