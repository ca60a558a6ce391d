module everynode.dev/recorder

// Only marks the folder as a module. What is built with is mods/MINOR.mod, one for each release of Kubernetes.
