package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/client-go/util/flowcontrol"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	podutil "k8s.io/kubernetes/pkg/api/v1/pod"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/controller/daemon"
	"k8s.io/kubernetes/pkg/controller/daemon/util"
)

const quiet = 400 * time.Millisecond

// cluster is a fake API server with the real controller, and what is known of its nodes.
type cluster struct {
	scenario scenario
	client   *fake.Clientset
	ctx      context.Context
	created  atomic.Int64
	writes   atomic.Int64
	down     map[string]bool
	original map[types.UID]bool
}

func newCluster(wanted scenario) *cluster {
	must(utilfeature.DefaultMutableFeatureGate.Set("StaleControllerConsistencyDaemonSet=false")) // the fake API server has no resource versions
	c := &cluster{scenario: wanted, client: fake.NewSimpleClientset(), ctx: context.Background(), down: map[string]bool{}, original: map[types.UID]bool{}}
	c.client.PrependReactor("*", "*", func(action clienttesting.Action) (bool, runtime.Object, error) {
		if verb := action.GetVerb(); verb != "list" && verb != "watch" && verb != "get" {
			c.writes.Add(1)
		}
		return false, nil, nil
	})
	c.client.PrependReactor("create", "pods", c.named)
	c.client.PrependReactor("delete", "pods", c.stopping)
	return c
}

// named gives a new pod what the API server would give it.
func (c *cluster) named(action clienttesting.Action) (bool, runtime.Object, error) {
	pod := action.(clienttesting.CreateAction).GetObject().(*corev1.Pod)
	number := c.created.Add(1)
	pod.Name = fmt.Sprintf("%s%05d", pod.GenerateName, number)
	pod.UID = types.UID(pod.Name)
	pod.CreationTimestamp = metav1.NewTime(time.Unix(1_700_000_000+number, 0))
	pod.Status.Phase = corev1.PodPending
	return false, nil, nil
}

// stopping keeps a bound pod on a dead node: nobody confirms that it is gone.
func (c *cluster) stopping(action clienttesting.Action) (bool, runtime.Object, error) {
	name := action.(clienttesting.DeleteAction).GetName()
	pod := c.pod(name)
	if pod == nil || pod.Spec.NodeName == "" || !c.down[pod.Spec.NodeName] {
		return false, nil, nil
	}
	now := metav1.Now()
	pod.DeletionTimestamp = &now
	c.update(pod)
	return true, nil, nil
}

// update writes a pod, with a new resource version: the controller overlooks a change without.
func (c *cluster) update(pod *corev1.Pod) {
	pod.ResourceVersion = strconv.FormatInt(c.writes.Add(1), 10)
	must(c.client.Tracker().Update(corev1.SchemeGroupVersion.WithResource("pods"), pod, pod.Namespace))
}

func (c *cluster) start() {
	factory := informers.NewSharedInformerFactory(c.client, 0)
	controller, err := daemon.NewDaemonSetsController(c.ctx, factory.Apps().V1().DaemonSets(), factory.Apps().V1().ControllerRevisions(),
		factory.Core().V1().Pods(), factory.Core().V1().Nodes(), c.client, flowcontrol.NewBackOff(time.Second, 15*time.Minute))
	must(err)
	factory.Start(c.ctx.Done())
	go controller.Run(c.ctx, 1)
	factory.WaitForCacheSync(c.ctx.Done())
}

// settle waits until nothing is written any more; meanwhile it binds pods as a scheduler would.
func (c *cluster) settle() {
	rest := quiet + 2*time.Duration(c.scenario.DaemonSet.Spec.MinReadySeconds)*time.Second
	for last, since := int64(-1), time.Now(); time.Since(since) < rest; time.Sleep(20 * time.Millisecond) {
		c.schedule()
		if now := c.writes.Load(); now != last {
			last, since = now, time.Now()
		}
	}
}

func (c *cluster) schedule() {
	pods := c.pods()
	for index := range pods {
		pod := &pods[index]
		if pod.Spec.NodeName != "" || pod.DeletionTimestamp != nil || !c.original[pod.UID] && contains(c.scenario.NewPodsPendingOn, nodeOf(pod)) || takesPort(pod, pods) {
			continue
		}
		pod.Spec.NodeName = nodeOf(pod)
		pod.Status.Phase = corev1.PodRunning
		c.update(pod)
	}
}

// takesPort says whether another pod on the node of one has a host port that it wants.
func takesPort(wanted *corev1.Pod, pods []corev1.Pod) bool {
	for _, other := range pods {
		if other.Spec.NodeName != nodeOf(wanted) {
			continue
		}
		for _, mine := range wanted.Spec.Containers[0].Ports {
			for _, theirs := range other.Spec.Containers[0].Ports {
				if mine.HostPort != 0 && mine.HostPort == theirs.HostPort {
					return true
				}
			}
		}
	}
	return false
}

func nodeOf(pod *corev1.Pod) string {
	if pod.Spec.NodeName != "" {
		return pod.Spec.NodeName
	}
	name, err := util.GetTargetNodeName(pod)
	must(err)
	return name
}

func (c *cluster) pods() []corev1.Pod {
	list, err := c.client.CoreV1().Pods("").List(c.ctx, metav1.ListOptions{})
	must(err)
	return list.Items
}

func (c *cluster) pod(name string) *corev1.Pod {
	object, err := c.client.Tracker().Get(corev1.SchemeGroupVersion.WithResource("pods"), c.scenario.DaemonSet.Namespace, name)
	if err != nil {
		return nil
	}
	return object.(*corev1.Pod).DeepCopy()
}

// beReady sets the Ready condition of a pod.
func (c *cluster) beReady(pod *corev1.Pod, ready bool, since time.Time) {
	status := corev1.ConditionFalse
	if ready {
		status = corev1.ConditionTrue
	}
	pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: status, LastTransitionTime: metav1.NewTime(since)}}
	c.update(pod)
}

func (c *cluster) daemonSet() *appsv1.DaemonSet {
	daemonSet, err := c.client.AppsV1().DaemonSets(c.scenario.DaemonSet.Namespace).Get(c.ctx, c.scenario.DaemonSet.Name, metav1.GetOptions{})
	must(err)
	return daemonSet
}

func (c *cluster) addNode(node corev1.Node) {
	_, err := c.client.CoreV1().Nodes().Create(c.ctx, &node, metav1.CreateOptions{})
	must(err)
}

func (c *cluster) taint(name string, taints ...corev1.Taint) {
	node, err := c.client.CoreV1().Nodes().Get(c.ctx, name, metav1.GetOptions{})
	must(err)
	node = node.DeepCopy()
	node.Spec.Taints = append(node.Spec.Taints, taints...)
	_, err = c.client.CoreV1().Nodes().Update(c.ctx, node, metav1.UpdateOptions{})
	must(err)
}

// die makes a node one whose kubelet does not answer.
func (c *cluster) die(name string) {
	c.down[name] = true
	for _, pod := range c.pods() {
		if pod.Spec.NodeName == name {
			c.beReady(&pod, false, time.Now())
		}
	}
	c.taint(name, corev1.Taint{Key: corev1.TaintNodeNotReady, Effect: corev1.TaintEffectNoSchedule}, corev1.Taint{Key: corev1.TaintNodeNotReady, Effect: corev1.TaintEffectNoExecute})
}

// deploy brings the first revision up, every pod of it long ready.
func (c *cluster) deploy() {
	joining := map[string]bool{}
	for _, one := range c.scenario.Events {
		for _, name := range one.Nodes {
			joining[name] = joining[name] || one.Joins
		}
	}
	for _, node := range c.scenario.Nodes {
		if !joining[node.Name] {
			c.addNode(node)
		}
	}
	daemonSet := c.scenario.DaemonSet.DeepCopy()
	legacyscheme.Scheme.Default(daemonSet)
	daemonSet.UID, daemonSet.Generation = "daemon-set", 1
	_, err := c.client.AppsV1().DaemonSets(daemonSet.Namespace).Create(c.ctx, daemonSet, metav1.CreateOptions{})
	must(err)
	c.start()
	c.settle()
	for _, pod := range c.pods() {
		c.original[pod.UID] = true
		c.beReady(&pod, true, time.Now().Add(-time.Hour))
	}
	c.settle()
	for _, pod := range c.pods() {
		if contains(c.scenario.OldPodsNotReadyOn, pod.Spec.NodeName) {
			c.beReady(&pod, false, time.Now())
		}
	}
	for _, name := range c.scenario.Down {
		c.die(name)
	}
	c.settle()
}

// change gives the DaemonSet its new template.
func (c *cluster) change() {
	before := c.daemonSet()
	text, err := json.Marshal(before)
	must(err)
	text, err = strategicpatch.StrategicMergePatch(text, c.scenario.Patch, appsv1.DaemonSet{})
	must(err)
	after := &appsv1.DaemonSet{}
	must(json.Unmarshal(text, after))
	after.Generation++
	_, err = c.client.AppsV1().DaemonSets(after.Namespace).Update(c.ctx, after, metav1.UpdateOptions{})
	must(err)
}

func available(pod corev1.Pod, minReadySeconds int32) bool {
	return pod.DeletionTimestamp == nil && podutil.IsPodAvailable(&pod, minReadySeconds, metav1.Now())
}
