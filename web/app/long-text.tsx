import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';

interface Props {
  readonly text: string;
}

/** About as much as four lines hold. */
const shownAtOnce = 240;

/** A text of any length: its beginning, and the rest for whoever wants it. */
export function LongText({ text }: Props) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > shownAtOnce || text.split('\n').length > 4;
  return (
    <Text size="sm" span display="block" className="break-anywhere">
      <span className={isWhole ? 'whole-text' : 'long-text'}>{text}</span>
      {isLong && (
        <Anchor component="button" type="button" size="sm" underline="always" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show all'}
        </Anchor>
      )}
    </Text>
  );
}
