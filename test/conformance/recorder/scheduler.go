package main

import (
	"fmt"
	"sort"
	"strings"

	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/apis/config/latest"
	"k8s.io/kubernetes/pkg/scheduler/framework"
)

// filterNames are the filters that can refuse a pod without volumes, in the order in which the scheduler asks them.
var filterNames = []string{
	"NodeUnschedulable", "NodeName", "TaintToleration", "NodeAffinity", "NodePorts", "NodeResourcesFit", "PodTopologySpread", "InterPodAffinity",
}

var defaults = must(latest.Default()).Profiles[0]

// scheduler asks the filters of the default profile about one cluster: each alone, and all together.
type scheduler struct {
	snapshot *snapshot
	alone    []framework.Framework
	together framework.Framework

	// endless are the nodes that declare no room, so that nobody is asked about it.
	endless map[string]bool
}

func newScheduler(c *cluster) *scheduler {
	s := &scheduler{snapshot: newSnapshot(c.nodes), endless: map[string]bool{}}
	for _, node := range c.nodes {
		s.endless[node.Name] = len(node.Status.Allocatable) == 0
	}
	factory := informers.NewSharedInformerFactory(nil, 0)
	namespaces := factory.Core().V1().Namespaces().Informer().GetIndexer()
	for _, namespace := range c.admission.namespacesOf(c.daemonSets) {
		if err := namespaces.Add(namespace); err != nil {
			fail(err)
		}
	}
	for _, filter := range filterNames {
		s.alone = append(s.alone, must(newFramework(profile(filter), s.snapshot, factory)))
	}
	s.together = must(newFramework(profile(filterNames...), s.snapshot, factory))
	return s
}

// profile is the default one, with these filters alone.
func profile(filters ...string) *config.KubeSchedulerProfile {
	enabled := func(names ...string) config.PluginSet {
		set := config.PluginSet{}
		for _, name := range names {
			set.Enabled = append(set.Enabled, config.Plugin{Name: name})
		}
		return set
	}
	preFilters := []string{}
	for _, filter := range filters {
		switch filter {
		case "NodeAffinity", "NodePorts", "NodeResourcesFit", "PodTopologySpread", "InterPodAffinity":
			preFilters = append(preFilters, filter)
		}
	}
	return &config.KubeSchedulerProfile{
		SchedulerName: v1.DefaultSchedulerName,
		Plugins: &config.Plugins{
			QueueSort: enabled("PrioritySort"), Bind: enabled("DefaultBinder"), PreFilter: enabled(preFilters...), Filter: enabled(filters...),
		},
		PluginConfig: defaults.PluginConfig,
	}
}

// refusals are all filters that refuse a pod on a node, and the resources that are missing.
func (s *scheduler) refusals(pod *v1.Pod, node string) (filters, insufficient []string) {
	info := s.snapshot.byName[node]
	filters = []string{}
	for i, filter := range filterNames {
		if filter == "NodeResourcesFit" && s.endless[node] {
			continue
		}
		if fits, reasons := ask(s.alone[i], pod, info); !fits {
			filters = append(filters, filter)
			insufficient = append(insufficient, missing(filter, reasons)...)
		}
	}
	if fits, _ := ask(s.together, pod, info); !s.endless[node] && fits != (len(filters) == 0) {
		fail(fmt.Errorf("%s on %s: together the filters say %t, alone %v", pod.GenerateName, node, fits, filters))
	}
	sort.Strings(filters)
	sort.Strings(insufficient)
	return filters, insufficient
}

func missing(filter string, reasons []string) []string {
	resources := []string{}
	for _, reason := range reasons {
		switch {
		case filter != "NodeResourcesFit":
		case reason == "Too many pods":
			resources = append(resources, "pods")
		default:
			resources = append(resources, strings.TrimPrefix(reason, "Insufficient "))
		}
	}
	return resources
}

// snapshot is what the scheduler sees of the cluster.
type snapshot struct {
	sharedLister
	infos  []nodeInfo
	byName map[string]nodeInfo
}

func newSnapshot(nodes []*v1.Node) *snapshot {
	s := &snapshot{byName: map[string]nodeInfo{}}
	for _, node := range nodes {
		info := newNodeInfo(node)
		s.infos = append(s.infos, info)
		s.byName[node.Name] = info
	}
	return s
}

// bind puts a pod on a node.
func (s *snapshot) bind(pod *v1.Pod, node string) {
	pod = pod.DeepCopy()
	pod.Spec.NodeName = node
	addPod(s.byName[node], pod)
}

func (s *snapshot) NodeInfos() nodeInfoLister {
	return nodeLister{snapshot: s}
}

type nodeLister struct {
	nodeInfoLister
	snapshot *snapshot
}

func (l nodeLister) List() ([]nodeInfo, error) { return l.snapshot.infos, nil }

func (l nodeLister) HavePodsWithAffinityList() ([]nodeInfo, error) { return l.snapshot.infos, nil }

func (l nodeLister) HavePodsWithRequiredAntiAffinityList() ([]nodeInfo, error) {
	return l.snapshot.infos, nil
}

func (l nodeLister) Get(name string) (nodeInfo, error) {
	info, found := l.snapshot.byName[name]
	if !found {
		return nil, fmt.Errorf("no node %s", name)
	}
	return info, nil
}
