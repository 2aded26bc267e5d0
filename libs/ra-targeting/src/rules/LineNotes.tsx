import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';

interface LineNotesProps {
  notes: readonly { line: number; text: string }[];
  onGo: (line: number) => void;
}

/** What is said of lines of a text, each with the way to its line. */
export function LineNotes({ notes, onGo }: LineNotesProps) {
  const translate = useTranslate();
  return notes.map(({ line, text }, index) => (
    <div key={index}>
      <Link component="button" type="button" color="inherit" onClick={() => onGo(line)}>
        {translate('targeting.rules.builder.line', { line })}
      </Link>{' '}
      {text}
    </div>
  ));
}
