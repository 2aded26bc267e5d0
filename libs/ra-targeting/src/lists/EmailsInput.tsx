import { TextInput } from 'react-admin';

interface EmailsInputProps {
  label: string;
  helperText: string;
}

/** Addresses typed or pasted, divided by whatever they come divided by. */
export const EmailsInput = ({ label, helperText }: EmailsInputProps) => (
  <TextInput
    source="emails"
    label={label}
    helperText={helperText}
    multiline
    minRows={4}
    maxRows={16}
    fullWidth
    format={(emails?: string[] | null) => (emails ?? []).join('\n')}
    // What is being typed keeps its line ends: the last, empty line is where the next address goes.
    parse={(text: string) => text.split(/[\n\r,;\t]/).map((email) => email.trimStart())}
  />
);

/** The addresses that were meant. */
export const cleanEmails = (emails?: readonly string[] | null): string[] =>
  (emails ?? []).flatMap((line) => line.split(/\s+/)).filter(Boolean);
