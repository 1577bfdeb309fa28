/** What the dialog of the explorer says. */
export const TEXT = {
  open: 'Open the explorer',
  openNote: 'Every sample user, temperature, what if, the curve, this device.',
  heading: 'The explorer',
  close: 'Close',
  views: 'Parts of the explorer',
  readers: 'Readers',
  curve: 'The curve',
  device: 'This device',
  loading: 'Opening …',
  missing: 'The explorer could not be downloaded. Check the connection, then load the page again.',
} as const;
