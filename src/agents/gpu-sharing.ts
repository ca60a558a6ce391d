/** How containers take turns on GPUs. */
export interface TimeSlicingOptions {
  /**
   * How many containers share each device of a resource, by the name of the resource: `{ 'nvidia.com/gpu': 4 }`, or of a part of a GPU
   * with `MigStrategy.MIXED`, `{ 'nvidia.com/mig-1g.5gb': 2 }`. At least 2: what is not shared is not named.
   */
  readonly replicas: { [resource: string]: number };

  /**
   * Whether the shared resources have names of their own, such as `nvidia.com/gpu.shared`, so that no container gets a shared GPU that
   * did not ask for one.
   *
   * @default false
   */
  readonly renameByDefault?: boolean;

  /**
   * Whether a container that asks for more than one of a shared resource is refused: it would get more turns on one GPU, not more GPUs,
   * and not more of its time. NVIDIA recommends it, and has it off by default for the sake of older clusters.
   *
   * @default true
   */
  readonly failRequestsGreaterThanOne?: boolean;
}

/** What can be shared: whole GPUs, and each size of their parts. A profile such as `1g.10gb+me` is `mig-1g.10gb.me` as a resource. */
const RESOURCE = /^nvidia\.com\/(gpu|mig-\d+g\.\d+gb([.-][a-z]+)*)$/;

/**
 * How several containers use one GPU at the same time. There is no way for NVIDIA's MPS: it needs a control daemon beside the plugin.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin#shared-access-to-gpus
 */
export class GpuSharing {
  /** Each GPU, or each part of one, is of one container. */
  public static none(): GpuSharing {
    return new GpuSharing(undefined);
  }

  /**
   * The containers of a GPU take turns. None is kept from the memory of the GPU, and a fault of one ends all of them.
   *
   * @throws where a resource cannot be shared, or is shared by fewer than two
   */
  public static timeSlicing(options: TimeSlicingOptions): GpuSharing {
    const place = 'GpuSharing.timeSlicing: replicas';
    const shared = Object.entries(options.replicas).sort(([left], [right]) => (left < right ? -1 : 1));
    if (shared.length === 0) { throw new Error(`${place}: must name at least one resource such as nvidia.com/gpu; where nothing is shared there is GpuSharing.none()`); }
    for (const [resource, replicas] of shared) {
      if (!RESOURCE.test(resource)) { throw new Error(`${place}: a resource is nvidia.com/gpu, or a part of a GPU such as nvidia.com/mig-1g.5gb, got "${resource}"`); }
      if (!Number.isInteger(replicas) || replicas < 2) { throw new Error(`${place}: ${resource}: must be a whole number of at least 2, got ${replicas}; leave out what is not shared`); }
    }
    return new GpuSharing({ ...options, replicas: Object.fromEntries(shared) });
  }

  private constructor(private readonly options: TimeSlicingOptions | undefined) {}

  /**
   * How containers take turns; undefined where nothing is shared.
   *
   * @internal
   */
  public get _timeSlicing(): TimeSlicingOptions | undefined {
    return this.options;
  }
}
