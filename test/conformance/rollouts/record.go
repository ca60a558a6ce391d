package main

import (
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
)

// record runs the update tick by tick, until nobody waits and nothing is to happen any more.
func (c *cluster) record() happening {
	c.deploy()
	before := c.pods()
	happened := happening{Kubernetes: release(), Recorder: "controller", Waves: [][]string{}, WaveSizes: []int{}, Left: []string{}}
	var waiting []types.UID
	for tick := 0; ; tick++ {
		if tick == 0 {
			c.change()
		}
		ready, befell := c.getReady(waiting), c.happen(tick)
		acted := ready || befell || tick == 0
		c.settle()
		now := c.pods()
		one := c.step(tick, before, now)
		if acted || len(one.Created) > 0 || len(one.Deleted) > 0 {
			happened.add(one)
			happened.Ticks = tick
		}
		before = now
		waiting = c.waiting(now)
		if len(waiting) == 0 && !c.expects(tick) {
			break
		}
	}
	happened.end(c, before)
	return happened
}

// waiting lists the pods that will get ready.
func (c *cluster) waiting(pods []corev1.Pod) []types.UID {
	var waiting []types.UID
	for _, pod := range pods {
		if pod.Spec.NodeName == "" || c.original[pod.UID] || c.down[pod.Spec.NodeName] || contains(c.scenario.NewPodsNeverReadyOn, pod.Spec.NodeName) || len(pod.Status.Conditions) > 0 {
			continue
		}
		waiting = append(waiting, pod.UID)
	}
	return waiting
}

func (c *cluster) getReady(waiting []types.UID) bool {
	acted := false
	for _, uid := range waiting {
		if pod := c.pod(string(uid)); pod != nil && pod.DeletionTimestamp == nil && !c.down[pod.Spec.NodeName] {
			c.beReady(pod, true, time.Now())
			acted = true
		}
	}
	return acted
}

// happen lets come what the scenario has for a tick.
func (c *cluster) happen(tick int) bool {
	acted := false
	for _, one := range c.scenario.Events {
		if one.Tick != tick {
			continue
		}
		acted = true
		for _, name := range one.Nodes {
			c.befall(one, name)
		}
	}
	return acted
}

func (c *cluster) befall(one event, name string) {
	if one.Joins {
		for _, node := range c.scenario.Nodes {
			if node.Name == name {
				c.addNode(node)
			}
		}
	}
	if one.Dies {
		c.die(name)
	}
	if one.Taint != nil {
		c.taint(name, *one.Taint)
	}
	if one.DeletePods {
		for _, pod := range c.pods() {
			if pod.Spec.NodeName == name {
				must(c.client.CoreV1().Pods(pod.Namespace).Delete(c.ctx, pod.Name, deleteNow))
			}
		}
	}
}

func (c *cluster) expects(tick int) bool {
	for _, one := range c.scenario.Events {
		if one.Tick > tick {
			return true
		}
	}
	return false
}

// step says what has changed since the last rest.
func (c *cluster) step(tick int, before, now []corev1.Pod) step {
	daemonSet := c.daemonSet()
	known, kept := map[types.UID]bool{}, map[types.UID]bool{}
	deleted, created, pending, terminating, served := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, pod := range before {
		known[pod.UID] = pod.DeletionTimestamp == nil
	}
	for _, pod := range now {
		kept[pod.UID] = pod.DeletionTimestamp == nil
		if _, old := known[pod.UID]; !old {
			created[nodeOf(&pod)] = true
		}
		if pod.Spec.NodeName == "" {
			pending[nodeOf(&pod)] = true
		}
		if pod.DeletionTimestamp != nil {
			terminating[nodeOf(&pod)] = true
		}
		if available(pod, daemonSet.Spec.MinReadySeconds) {
			served[nodeOf(&pod)] = true
		}
	}
	for _, pod := range before {
		if known[pod.UID] && !kept[pod.UID] {
			deleted[nodeOf(&pod)] = true
		}
	}
	return step{
		Tick: tick, Deleted: sorted(deleted), Created: sorted(created), Pending: sorted(pending), Terminating: sorted(terminating),
		Unavailable: c.unserved(served), Pods: len(now), Status: daemonSet.Status,
	}
}

func (h *happening) add(one step) {
	h.Steps = append(h.Steps, one)
	if len(one.Created) > 0 {
		h.Waves = append(h.Waves, one.Created)
		h.WaveSizes = append(h.WaveSizes, len(one.Created))
	}
	h.MaxUnavailable = max(h.MaxUnavailable, one.Unavailable)
	h.MaxPods = max(h.MaxPods, one.Pods)
}

// end says whether every node that should has one available pod of the new revision, and nobody an old one.
func (h *happening) end(c *cluster, pods []corev1.Pod) {
	left, status := map[string]bool{}, c.daemonSet().Status
	for _, pod := range pods {
		if c.original[pod.UID] {
			left[nodeOf(&pod)] = true
		}
	}
	h.Left = sorted(left)
	h.End = "stalled"
	if len(left) == 0 && status.NumberAvailable == status.DesiredNumberScheduled && status.UpdatedNumberScheduled == status.DesiredNumberScheduled {
		h.End = "complete"
	}
}
