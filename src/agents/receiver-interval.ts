import { Duration } from 'cdk8s';

/** How often a receiver collects, as the Collector writes it. @throws where that is not a whole number of seconds */
export function receiverInterval(place: string, interval: Duration): string {
  const milliseconds = interval.toMilliseconds();
  if (milliseconds < 1000 || milliseconds % 1000 !== 0) { throw new Error(`${place}: must be a whole number of seconds of at least 1, got ${milliseconds / 1000}`); }
  return `${milliseconds / 1000}s`;
}
