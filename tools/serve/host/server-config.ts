/** The parts of the joined worker's configuration that the program needs at its start. */
export type ServerConfig = {
  /** The services that the shell and the faces call: the name of the binding, and the slice. */
  services: { binding: string; slice: string }[];
  variables: Record<string, string>;
  /** The names of secrets. In front of `__` is the only tier that may see the secret. */
  secrets: string[];
  /** The name of the binding of the files. */
  assets: string;
};
