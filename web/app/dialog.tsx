import { Modal, type ModalProps } from '@mantine/core';
import { useSignedOut } from './signed-out.ts';

/** A dialog over the page. While the one for signing in stands over it, Escape is not meant for this one. */
export function Dialog(props: ModalProps) {
  const isCovered = useSignedOut();
  return <Modal {...props} closeOnEscape={!isCovered && props.closeOnEscape !== false} />;
}
