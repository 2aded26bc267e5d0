import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
import { Box, Button, Typography } from '@mui/material';
import { type DragEvent, type Ref, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';

interface FileChooserProps {
  /** Message key. */
  label: string;
  hint?: string;
  disabled?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
  onFile: (file: File) => void;
}

/** Takes a CSV file by a click or dropped. */
export function FileChooser({
  label,
  hint = 'targeting.csv.hint',
  disabled,
  buttonRef,
  onFile,
}: FileChooserProps) {
  const translate = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !disabled) onFile(file);
  };
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.5,
        rowGap: 0.5,
        p: 1,
        border: '1px dashed',
        borderColor: isOver ? 'primary.main' : 'divider',
        borderRadius: 1,
        bgcolor: isOver ? 'action.selected' : undefined,
      }}
    >
      <Button
        ref={buttonRef}
        size="small"
        startIcon={<UploadFileOutlined />}
        // Not disabled in the browser's sense: that would take the focus away from who works by keyboard.
        aria-disabled={disabled}
        onClick={() => !disabled && input.current?.click()}
        sx={{ opacity: disabled ? 0.4 : 1 }}
      >
        {translate(label)}
      </Button>
      <Typography variant="caption" color="textSecondary" sx={{ flex: '1 1 22ch' }}>
        {translate(hint)}
      </Typography>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-label={translate(label)}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file may be chosen again.
          target.value = '';
          if (file) onFile(file);
        }}
      />
    </Box>
  );
}
