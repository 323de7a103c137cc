/** The control that was pressed goes away with what it was about; without this the focus would be lost with it. */
export function focusHeading(id: string): void {
  document.getElementById(id)?.focus();
}
