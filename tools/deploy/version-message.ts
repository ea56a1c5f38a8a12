/** The message of a version that a deploy uploads. A release reads from it how the answers of the version are called. */
export function toVersionMessage(build: string): string {
  return `build ${build}`;
}

/** Reads the build from the message of a version; undefined for a worker without a face, and for other messages. */
export function readBuild(message: string | undefined): string | undefined {
  return message?.match(/^build ([\w.-]+)$/)?.[1];
}
