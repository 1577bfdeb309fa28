/** Name in the folder of one file of the teacher's rows. */
export function linearFileName(file: number): string {
  return `linear-${file}.safetensors`;
}
