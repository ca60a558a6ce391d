import { stringify } from 'yaml';
import { GpuSharing, TimeSlicingOptions } from './gpu-sharing';
import { checkedPath } from './host-path';
import { DeviceIdStrategy, DeviceListStrategy, MigStrategy, NvidiaDevicePluginOptions } from './nvidia-device-plugin-options';

/** The options of the plugin on some nodes, with their defaults. */
export interface NvidiaDevicePluginSettings {
  readonly migStrategy: MigStrategy;
  readonly timeSlicing: TimeSlicingOptions | undefined;
  readonly failOnInitError: boolean;
  readonly passDeviceSpecs: boolean;
  readonly deviceListStrategies: readonly DeviceListStrategy[];
  readonly deviceIdStrategy: DeviceIdStrategy;

  /** Undefined where nobody stated it. */
  readonly nvidiaDriverRoot: string | undefined;
  readonly cdiHookPath: string | undefined;
}

/** Where the driver is unless stated. */
export const DRIVER_ROOT = '/';

/** The options of an agent, or of one kind of its nodes. @throws where something stated could never work */
export function nvidiaDevicePluginSettings(place: string, agent: NvidiaDevicePluginOptions, kind: NvidiaDevicePluginOptions = {}): NvidiaDevicePluginSettings {
  const migStrategy = kind.migStrategy ?? agent.migStrategy ?? MigStrategy.NONE;
  return {
    migStrategy,
    timeSlicing: timeSlicing(place, kind.sharing ?? agent.sharing, migStrategy),
    failOnInitError: kind.failOnInitError ?? agent.failOnInitError ?? true,
    passDeviceSpecs: kind.passDeviceSpecs ?? agent.passDeviceSpecs ?? false,
    deviceListStrategies: deviceListStrategies(place, kind.deviceListStrategies ?? agent.deviceListStrategies ?? [DeviceListStrategy.ENVVAR]),
    deviceIdStrategy: kind.deviceIdStrategy ?? agent.deviceIdStrategy ?? DeviceIdStrategy.UUID,
    nvidiaDriverRoot: path(`${place}: nvidiaDriverRoot`, kind.nvidiaDriverRoot ?? agent.nvidiaDriverRoot),
    cdiHookPath: path(`${place}: cdiHookPath`, kind.cdiHookPath ?? agent.cdiHookPath),
  };
}

/** Whether the plugin writes specifications of the Container Device Interface. */
export function usesCdi({ deviceListStrategies: strategies }: NvidiaDevicePluginSettings): boolean {
  return strategies.includes(DeviceListStrategy.CDI_ANNOTATIONS) || strategies.includes(DeviceListStrategy.CDI_CRI);
}

/**
 * The configuration file of the plugin.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin#as-a-configuration-file
 */
export function nvidiaDevicePluginConfig(settings: NvidiaDevicePluginSettings): string {
  const { migStrategy, failOnInitError, nvidiaDriverRoot = DRIVER_ROOT, passDeviceSpecs, cdiHookPath } = settings;
  return stringify({
    version: 'v1',
    flags: {
      migStrategy,
      failOnInitError,
      nvidiaDriverRoot,
      plugin: {
        passDeviceSpecs,
        deviceListStrategy: [...settings.deviceListStrategies],
        deviceIDStrategy: settings.deviceIdStrategy,
        ...(cdiHookPath === undefined ? {} : { nvidiaCTKPath: cdiHookPath }),
      },
    },
    ...(settings.timeSlicing ? { sharing: { timeSlicing: timeSlicingConfig(settings.timeSlicing) } } : {}),
  });
}

function timeSlicingConfig({ replicas, renameByDefault = false, failRequestsGreaterThanOne = true }: TimeSlicingOptions) {
  return { renameByDefault, failRequestsGreaterThanOne, resources: Object.entries(replicas).map(([name, count]) => ({ name, replicas: count })) };
}

/** Parts of GPUs have names of their own only with the mixed strategy: the plugin would pass over all others without a word. */
function timeSlicing(place: string, sharing: GpuSharing | undefined, migStrategy: MigStrategy): TimeSlicingOptions | undefined {
  const options = sharing?._timeSlicing;
  const part = Object.keys(options?.replicas ?? {}).find(resource => resource.startsWith('nvidia.com/mig-'));
  if (part !== undefined && migStrategy !== MigStrategy.MIXED) {
    throw new Error(`${place}: sharing: ${part} is there only with migStrategy: MigStrategy.MIXED, got "${migStrategy}"`);
  }
  return options;
}

function deviceListStrategies(place: string, strategies: readonly DeviceListStrategy[]): readonly DeviceListStrategy[] {
  if (strategies.length === 0) { throw new Error(`${place}: deviceListStrategies: must name at least one; leave it out for ${DeviceListStrategy.ENVVAR}`); }
  const twice = strategies.find((strategy, index) => strategies.indexOf(strategy) !== index);
  if (twice !== undefined) { throw new Error(`${place}: deviceListStrategies: "${twice}" is stated twice; say it once`); }
  return strategies;
}

function path(place: string, stated: string | undefined): string | undefined {
  return stated === undefined ? undefined : checkedPath(place, stated);
}
