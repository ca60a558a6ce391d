package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"

	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	nodev1 "k8s.io/api/node/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	plugins "k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/resourcequota"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/client-go/informers"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	evaluator "k8s.io/kubernetes/pkg/quota/v1/evaluator/core"
	"k8s.io/kubernetes/plugin/pkg/admission/limitranger"
	"k8s.io/kubernetes/plugin/pkg/admission/priority"
	"k8s.io/kubernetes/plugin/pkg/admission/runtimeclass"
	"k8s.io/utils/clock"
)

// admission is what stands between the controller's request for a pod and the pod.
type admission struct {
	priority       *priority.Plugin
	runtimeClass   *runtimeclass.RuntimeClass
	runtimeClasses map[string]bool
	limitRanges    []*v1.LimitRange
	namespaces     map[string]*v1.Namespace
	quotas         map[string][]v1.ResourceQuota
}

func newAdmission(objects []json.RawMessage, daemonSets []*appsv1.DaemonSet) (*admission, error) {
	a := &admission{
		priority: priority.NewPlugin(), runtimeClass: runtimeclass.NewRuntimeClass(), runtimeClasses: map[string]bool{},
		namespaces: map[string]*v1.Namespace{}, quotas: map[string][]v1.ResourceQuota{},
	}
	factory := informers.NewSharedInformerFactory(nil, 0)
	a.priority.SetExternalKubeInformerFactory(factory)
	a.priority.SetReadyFunc(ready)
	a.runtimeClass.SetExternalKubeInformerFactory(factory)
	a.runtimeClass.SetReadyFunc(ready)
	for _, name := range []string{"system-node-critical", "system-cluster-critical"} {
		value := map[string]int32{"system-node-critical": 2000001000, "system-cluster-critical": 2000000000}[name]
		policy := v1.PreemptLowerPriority
		class := &schedulingv1.PriorityClass{ObjectMeta: metav1.ObjectMeta{Name: name}, Value: value, PreemptionPolicy: &policy}
		if err := factory.Scheduling().V1().PriorityClasses().Informer().GetIndexer().Add(class); err != nil {
			return nil, err
		}
	}
	for i, text := range objects {
		object, err := runtime.Decode(legacyscheme.Codecs.UniversalDeserializer(), text)
		if err != nil {
			return nil, fmt.Errorf("objects[%d]: %w", i, err)
		}
		legacyscheme.Scheme.Default(object)
		if err := a.add(object, factory); err != nil {
			return nil, fmt.Errorf("objects[%d]: %w", i, err)
		}
	}
	sort.Slice(a.limitRanges, func(i, j int) bool { return a.limitRanges[i].Name < a.limitRanges[j].Name })
	return a, nil
}

func (a *admission) add(object runtime.Object, factory informers.SharedInformerFactory) error {
	switch object := object.(type) {
	case *schedulingv1.PriorityClass:
		return factory.Scheduling().V1().PriorityClasses().Informer().GetIndexer().Add(object)
	case *nodev1.RuntimeClass:
		a.runtimeClasses[object.Name] = true
		return factory.Node().V1().RuntimeClasses().Informer().GetIndexer().Add(object)
	case *v1.LimitRange:
		object.Namespace = orDefault(object.Namespace)
		a.limitRanges = append(a.limitRanges, object)
	case *v1.Namespace:
		if object.Labels == nil {
			object.Labels = map[string]string{}
		}
		object.Labels[v1.LabelMetadataName] = object.Name
		a.namespaces[object.Name] = object
	case *v1.ResourceQuota:
		object.Status = v1.ResourceQuotaStatus{Hard: object.Spec.Hard, Used: v1.ResourceList{}}
		for resource := range object.Spec.Hard {
			zero := object.Spec.Hard[resource]
			zero.Set(0)
			object.Status.Used[resource] = zero
		}
		namespace := orDefault(object.Namespace)
		a.quotas[namespace] = append(a.quotas[namespace], *object)
	default:
		return fmt.Errorf("%T decides about no pod", object)
	}
	return nil
}

// admit returns a pod as it is stored, or why it is not.
func (a *admission) admit(pod *v1.Pod) (*v1.Pod, error) {
	legacyscheme.Scheme.Default(pod)
	object := must(podKind.internal(pod))
	internal := object.(*core.Pod)
	attributes := attributesOf(internal)
	if err := a.mutate(internal, attributes); err != nil {
		return nil, err
	}
	if err := rest.BeforeCreate(podKind.strategy, podKind.context(internal), internal); err != nil {
		return nil, err
	}
	if err := a.validate(internal, attributes); err != nil {
		return nil, err
	}
	return must(legacyscheme.Scheme.ConvertToVersion(internal, v1.SchemeGroupVersion)).(*v1.Pod), nil
}

func (a *admission) mutate(pod *core.Pod, attributes plugins.Attributes) error {
	for _, limits := range a.limitRanges {
		if limits.Namespace == pod.Namespace {
			if err := limitranger.PodMutateLimitFunc(limits, pod); err != nil {
				return err
			}
		}
	}
	if err := a.priority.Admit(context.Background(), attributes, nil); err != nil {
		return err
	}
	if class := pod.Spec.RuntimeClassName; class != nil && !a.runtimeClasses[*class] {
		return fmt.Errorf("pod rejected: RuntimeClass %q not found", *class) // the plugin would ask the API server once more
	}
	return a.runtimeClass.Admit(context.Background(), attributes, nil)
}

func (a *admission) validate(pod *core.Pod, attributes plugins.Attributes) error {
	for _, limits := range a.limitRanges {
		if limits.Namespace == pod.Namespace {
			if err := limitranger.PodValidateLimitFunc(limits, pod); err != nil {
				return err
			}
		}
	}
	if err := a.runtimeClass.Validate(context.Background(), attributes, nil); err != nil {
		return err
	}
	if namespace := a.namespaces[pod.Namespace]; namespace != nil {
		if err := podSecurity(namespace, must(legacyscheme.Scheme.ConvertToVersion(pod, v1.SchemeGroupVersion)).(*v1.Pod)); err != nil {
			return err
		}
	}
	quotas, err := resourcequota.CheckRequest(a.quotas[pod.Namespace], attributes, evaluator.NewPodEvaluator(nil, clock.RealClock{}), nil)
	if err == nil {
		a.quotas[pod.Namespace] = quotas
	}
	return err
}

// priorityOf is the priority that the pods of a DaemonSet get.
func (a *admission) priorityOf(ds *appsv1.DaemonSet) int32 {
	pod := must(podKind.internal(newPod(ds, "any"))).(*core.Pod)
	pod.Spec.Priority, pod.Spec.PreemptionPolicy = nil, nil
	if err := a.priority.Admit(context.Background(), attributesOf(pod), nil); err != nil || pod.Spec.Priority == nil {
		return 0
	}
	return *pod.Spec.Priority
}

// namespacesOf are those that objects describe, and those of the DaemonSets.
func (a *admission) namespacesOf(daemonSets []*appsv1.DaemonSet) []*v1.Namespace {
	all := []*v1.Namespace{}
	known := map[string]bool{}
	for _, namespace := range a.namespaces {
		known[namespace.Name] = true
		all = append(all, namespace)
	}
	for _, ds := range daemonSets {
		if !known[ds.Namespace] {
			known[ds.Namespace] = true
			all = append(all, &v1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: ds.Namespace, Labels: map[string]string{v1.LabelMetadataName: ds.Namespace}}})
		}
	}
	return all
}

func attributesOf(pod *core.Pod) plugins.Attributes {
	return plugins.NewAttributesRecord(pod, nil, core.Kind("Pod").WithVersion("v1"), pod.Namespace, pod.Name,
		core.Resource("pods").WithVersion("v1"), "", plugins.Create, &metav1.CreateOptions{}, false, &user.DefaultInfo{Name: "controller"})
}

func orDefault(namespace string) string {
	if namespace == "" {
		return metav1.NamespaceDefault
	}
	return namespace
}

func ready() bool { return true }
