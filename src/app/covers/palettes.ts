/** Colours of one cover. `ink` on `ground` has a contrast of 7 or more. */
export interface Palette {
  readonly ground: string;
  /** Title and creator, on ground. */
  readonly ink: string;
  /** The drawing, in order of weight. */
  readonly shapes: readonly [string, string, string];
}

/** Each is a small set of printing inks; light and dark grounds take turns. */
export const PALETTES: readonly Palette[] = [
  { ground: '#f3e3d3', ink: '#4a1526', shapes: ['#a83254', '#dd8f86', '#6f1f3a'] },
  { ground: '#5b1730', ink: '#fbe9dc', shapes: ['#c24a5e', '#f0b78d', '#8b2a45'] },
  { ground: '#e9e4d4', ink: '#1f3a34', shapes: ['#2f6b5a', '#c9a24b', '#7fa68e'] },
  { ground: '#17342f', ink: '#f2ead6', shapes: ['#d8a94a', '#4e8a74', '#27574c'] },
  { ground: '#f6e7c6', ink: '#5a2c0e', shapes: ['#d9772b', '#eab54d', '#8f3d18'] },
  { ground: '#1d2742', ink: '#f4e9d8', shapes: ['#e0a458', '#5d74a8', '#33426d'] },
  { ground: '#dfe6e8', ink: '#1e2f4a', shapes: ['#34568b', '#d98a6a', '#8fa9bd'] },
  { ground: '#3a2140', ink: '#f6e6ea', shapes: ['#b5658f', '#e7b66b', '#6a3f73'] },
  { ground: '#efdfe2', ink: '#3d1f45', shapes: ['#7d4a86', '#d58fa2', '#c79a4f'] },
  { ground: '#27211f', ink: '#f1e4cf', shapes: ['#c4553a', '#d9b36c', '#5d4a41'] },
  { ground: '#e4dcc3', ink: '#38301a', shapes: ['#8a7a2f', '#c2703f', '#b3a86a'] },
  { ground: '#7a2d1c', ink: '#fdecd7', shapes: ['#e08a4a', '#f3c98b', '#a8442b'] },
  { ground: '#d9e4d3', ink: '#27401f', shapes: ['#5a8a45', '#d9a05b', '#93b583'] },
  { ground: '#0f3a4a', ink: '#eaf1e6', shapes: ['#4fa3a5', '#e8b873', '#1f6273'] },
];
