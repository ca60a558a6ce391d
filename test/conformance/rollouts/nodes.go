package main

import (
	"github.com/go-logr/logr"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/kubernetes/pkg/controller/daemon"
)

var deleteNow = metav1.DeleteOptions{}

// unserved counts the nodes on which the controller wants a pod, and none serves.
func (c *cluster) unserved(served map[string]bool) int {
	nodes, err := c.client.CoreV1().Nodes().List(c.ctx, metav1.ListOptions{})
	must(err)
	daemonSet, count := c.daemonSet(), 0
	for index := range nodes.Items {
		node := &nodes.Items[index]
		if wanted, _ := daemon.NodeShouldRunDaemonPod(logr.Discard(), node, daemonSet); wanted && !served[node.Name] {
			count++
		}
	}
	return count
}
