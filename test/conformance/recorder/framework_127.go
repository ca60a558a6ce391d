//go:build k127

package main

import (
	"context"

	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins"
	"k8s.io/kubernetes/pkg/scheduler/framework/runtime"
)

func newFramework(profile *config.KubeSchedulerProfile, lister sharedLister, factory informers.SharedInformerFactory) (framework.Framework, error) {
	return runtime.NewFramework(plugins.NewInTreeRegistry(), profile, context.Background().Done(),
		runtime.WithSnapshotSharedLister(lister), runtime.WithInformerFactory(factory))
}

func ask(f framework.Framework, pod *v1.Pod, info nodeInfo) (bool, []string) {
	state := framework.NewCycleState()
	if _, status := f.RunPreFilterPlugins(context.Background(), state, pod); !status.IsSuccess() {
		return false, status.Reasons()
	}
	if status := f.RunFilterPlugins(context.Background(), state, pod, info); !status.IsSuccess() {
		return false, status.Reasons()
	}
	return true, nil
}
