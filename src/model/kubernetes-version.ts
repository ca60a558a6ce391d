/** The oldest minor version whose behaviour is known. */
export const OLDEST_MINOR = 27;

/** The newest minor version whose behaviour is known; what is assumed where no version is declared. */
export const NEWEST_MINOR = 37;

/** The minor version of `1.34`, `v1.34.2` or `1.34.2-gke.100`; undefined for what is no Kubernetes version in the known range. */
export function tryMinor(version: string): number | undefined {
  const match = /^v?1\.([1-9]\d{0,2})(?:\.\d+)?(?:[-+].*)?$/.exec(version);
  const minor = match ? Number(match[1]) : undefined;
  return minor !== undefined && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR ? minor : undefined;
}

/** What a Kubernetes version must be, for messages. */
export const VERSION_RULE = `must be 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}, as text ("1.${NEWEST_MINOR}")`;
