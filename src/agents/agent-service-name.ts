const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** @throws where the Service of an agent cannot have its name, which is stricter than that of a DaemonSet */
export function checkServiceName(place: string, name: string, without: string): void {
  if (!NAME.test(name)) {
    throw new Error(`${place}: a Service must begin with a letter and have only lower case letters, digits and "-", got "${name}"; choose another metadata.name, or ${without}`);
  }
}
