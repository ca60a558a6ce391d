package main

import (
	"fmt"
	"hash/fnv"

	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/component-helpers/scheduling/corev1/nodeaffinity"
	"k8s.io/kubernetes/pkg/controller"
	"k8s.io/kubernetes/pkg/controller/daemon"
	"k8s.io/kubernetes/pkg/controller/daemon/util"
)

// verdict is what the DaemonSet controller says of one node, with the causes.
func verdict(ds *appsv1.DaemonSet, node *v1.Node) answer {
	shouldRun, shouldStay := nodeShouldRunDaemonPod(node, ds)
	filters := []string{}
	pod := daemon.NewPod(ds, node.Name)
	if fits, _ := nodeaffinity.GetRequiredNodeAffinity(pod).Match(node); !fits {
		filters = append(filters, "NodeAffinity")
	}
	if template := ds.Spec.Template.Spec.NodeName; template != "" && template != node.Name {
		filters = append(filters, "NodeName")
	}
	if isRepelled(node, pod) {
		filters = append(filters, "TaintToleration")
	}
	if shouldRun != (len(filters) == 0) {
		fail(fmt.Errorf("%s on %s: the controller says %t, the causes are %v", ds.Name, node.Name, shouldRun, filters))
	}
	outcome := "NotEligible"
	if shouldRun {
		outcome = ""
	}
	return answer{
		DaemonSet: name{ds.Namespace, ds.Name}, Node: node.Name, Outcome: outcome,
		ShouldRun: shouldRun, ShouldStay: shouldStay, Filters: filters,
	}
}

// newPod is the pod that the controller creates for a node.
func newPod(ds *appsv1.DaemonSet, node string) *v1.Pod {
	generation := int64(1)
	hash := fnv.New32a()
	fmt.Fprintf(hash, "%s/%s", ds.Namespace, ds.Name)
	template := util.CreatePodTemplate(ds.Spec.Template, &generation, fmt.Sprintf("%x", hash.Sum32()))
	template.Spec.Affinity = util.ReplaceDaemonSetPodNodeNameNodeAffinity(template.Spec.Affinity, node)
	owner := metav1.NewControllerRef(ds, appsv1.SchemeGroupVersion.WithKind("DaemonSet"))
	owner.UID = "a"
	pod := must(controller.GetPodFromTemplate(&template, ds, owner))
	pod.Name = pod.GenerateName + "abcde"
	pod.Namespace = ds.Namespace
	pod.SetGroupVersionKind(podKind.gvk)
	return pod
}
