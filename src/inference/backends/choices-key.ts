/** Where local storage keeps the choices of `auto` on this device, as text; 1 is the version of that text. */
export const BACKEND_CHOICES_KEY = 'attar.backends.1';
