import { Dialog, DialogContent, DialogTitle, type Theme, useMediaQuery } from '@mui/material';
import { CreateBase, EditBase, type Identifier, useTranslate } from 'react-admin';
import type { Audience } from '../data-provider/types.js';
import { FreshRecord } from '../ui/FreshRecord.js';
import { AudienceForm } from './builder/AudienceForm.js';

interface AudienceDialogProps {
  open: boolean;
  /** The audience that is changed; a new one when left out. */
  id?: Identifier;
  /** What a new one begins with. */
  initial?: Partial<Audience>;
  onClose: () => void;
  onSaved: (audience: Audience) => void;
}

/** The audience builder over another form, which gets what was built. */
export default function AudienceDialog({ open, id, initial, onClose, onSaved }: AudienceDialogProps) {
  const translate = useTranslate();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  const saved = { onSuccess: (audience: Audience) => onSaved(audience) };
  const form = <AudienceForm initial={initial} onCancel={onClose} />;
  return (
    <Dialog
      open={open}
      fullScreen={isPhone}
      fullWidth
      maxWidth="xl"
      aria-labelledby="audience-dialog"
      // Portals hand events on to the form around them.
      onSubmit={(event) => event.stopPropagation()}
      slotProps={{ paper: { sx: { bgcolor: 'background.default' } } }}
    >
      <DialogTitle id="audience-dialog">
        {translate(id === undefined ? 'targeting.builder.title' : 'targeting.builder.change')}
      </DialogTitle>
      {/* As high as it will be about, while the audience is still asked for. */}
      <DialogContent sx={{ pb: 0, minHeight: '60vh' }}>
        {id === undefined ? (
          <CreateBase<Audience> resource="audiences" redirect={false} mutationOptions={saved}>
            {form}
          </CreateBase>
        ) : (
          <EditBase<Audience>
            resource="audiences"
            id={id as Audience['id']}
            redirect={false}
            mutationMode="pessimistic"
            mutationOptions={saved}
          >
            <FreshRecord>{form}</FreshRecord>
          </EditBase>
        )}
      </DialogContent>
    </Dialog>
  );
}
