/** The bundle: what the files mean, how they are checked, read and encoded. Runs in browsers and in Node. */
export * from './bundle.ts';
export * from './encode-bundle.ts';
export * from './golden.ts';
export * from './hybrid.ts';
export * from './linear-file.ts';
export * from './linear-file-name.ts';
export * from './on-demand.ts';
export type * from './on-demand-schema.ts';
export * from './read-bundle.ts';
export * from './safetensors.ts';
export * from './schema.ts';
export * from './variant-files.ts';
