//go:build k127 || k129 || k131

package main

import (
	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/scheduler/framework"
)

type (
	nodeInfo       = *framework.NodeInfo
	sharedLister   = framework.SharedLister
	nodeInfoLister = framework.NodeInfoLister
)

func newNodeInfo(node *v1.Node) nodeInfo {
	info := framework.NewNodeInfo()
	info.SetNode(node)
	return info
}

func addPod(info nodeInfo, pod *v1.Pod) { info.AddPod(pod) }
