/** Another process listens where we should. */
export class PortInUseError extends Error {}
