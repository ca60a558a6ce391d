import { NodeAgentVariant } from './node-agent-variant';
import { NvidiaDevicePluginOptions } from './nvidia-device-plugin-options';

/**
 * What is different on the nodes of one kind of GPU. What is not stated of it is as on the other nodes: where these share their GPUs and
 * a kind does not, it says `GpuSharing.none()`.
 */
export interface GpuKind extends NodeAgentVariant, NvidiaDevicePluginOptions {}
