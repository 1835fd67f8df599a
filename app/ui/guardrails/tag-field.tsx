// Where a tag is typed and put on a list, by Enter or by the button.
import { Button, TextField } from '@shopify/polaris';

interface TagFieldProps {
  label: string;
  help: string;
  add: string;
  maxLength: number;
  value: string;
  onChange: (value: string) => void;
  onAdd: () => void;
}

export function TagField({ label, help, add, maxLength, value, onChange, onAdd }: TagFieldProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd();
      }}
    >
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        helpText={help}
        autoComplete="off"
        maxLength={maxLength}
        connectedRight={
          <Button submit disabled={value.trim() === ''}>
            {add}
          </Button>
        }
      />
    </form>
  );
}
