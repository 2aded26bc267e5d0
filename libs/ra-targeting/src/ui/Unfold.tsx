import ExpandMoreOutlined from '@mui/icons-material/ExpandMoreOutlined';
import { Box, Button, Collapse } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';

interface UnfoldProps {
  label: string;
  isOpen?: boolean;
  /** Beside the button. */
  beside?: ReactNode;
  children: ReactNode;
}

/** Details that are there when somebody asks for them. */
export function Unfold({ label, isOpen: isOpenAtFirst = false, beside, children }: UnfoldProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.5, ml: -0.5 }}>
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
          endIcon={
            <ExpandMoreOutlined
              sx={{ transform: isOpen ? 'rotate(180deg)' : 'none', transition: 'transform 150ms' }}
            />
          }
        >
          {label}
        </Button>
        {beside}
      </Box>
      <Collapse in={isOpen} id={id} unmountOnExit>
        <Box sx={{ pt: 1 }}>{children}</Box>
      </Collapse>
    </>
  );
}
