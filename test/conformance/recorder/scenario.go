package main

import (
	"encoding/json"
	"fmt"
	"sort"

	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
)

// scenario is a cluster as its author writes it.
type scenario struct {
	Nodes      []json.RawMessage `json:"nodes"`
	DaemonSets []json.RawMessage `json:"daemonSets"`
	Objects    []json.RawMessage `json:"objects"`

	// Stage "controller": only the controller is asked.
	Stage string `json:"stage"`
}

// answers are those for each DaemonSet in order, each node in order; or why the API server refuses an object.
type answers struct {
	Refused  string   `json:"refused,omitempty"`
	Expected []answer `json:"expected,omitempty"`
}

type answer struct {
	DaemonSet    name     `json:"daemonSet"`
	Node         string   `json:"node"`
	Outcome      string   `json:"outcome,omitempty"`
	ShouldRun    bool     `json:"shouldRun"`
	ShouldStay   bool     `json:"shouldContinueRunning"`
	Filters      []string `json:"filters"`
	Insufficient []string `json:"insufficient,omitempty"`

	// Message is what admission says where it refuses the pod.
	Message string `json:"message,omitempty"`
}

type name struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
}

// cluster is a scenario as the API server stores it.
type cluster struct {
	nodes      []*v1.Node
	daemonSets []*appsv1.DaemonSet
	admission  *admission
}

func (s scenario) answer() answers {
	c, err := s.stored()
	if err != nil {
		return answers{Refused: err.Error()}
	}
	table := make([][]answer, len(c.daemonSets))
	for i, ds := range c.daemonSets {
		for _, node := range c.nodes {
			table[i] = append(table[i], verdict(ds, node))
		}
	}
	if s.Stage != "controller" {
		newPlacing(c, table).run()
	}
	expected := []answer{}
	for _, row := range table {
		expected = append(expected, row...)
	}
	return answers{Expected: expected}
}

func (s scenario) stored() (*cluster, error) {
	c := &cluster{}
	for i, text := range s.Nodes {
		node, err := store[*v1.Node](text, nodeKind)
		if err != nil {
			return nil, fmt.Errorf("nodes[%d]: %w", i, err)
		}
		c.nodes = append(c.nodes, node)
	}
	for i, text := range s.DaemonSets {
		ds, err := store[*appsv1.DaemonSet](text, daemonSetKind)
		if err != nil {
			return nil, fmt.Errorf("daemonSets[%d]: %w", i, err)
		}
		c.daemonSets = append(c.daemonSets, ds)
	}
	var err error
	c.admission, err = newAdmission(s.Objects, c.daemonSets)
	return c, err
}

// order is that of the pods of one node: born bound ones, then by priority, namespace and name.
func (c *cluster) order() []int {
	order := make([]int, len(c.daemonSets))
	priorities := make([]int32, len(c.daemonSets))
	for i, ds := range c.daemonSets {
		order[i] = i
		priorities[i] = c.admission.priorityOf(ds)
	}
	sort.SliceStable(order, func(i, j int) bool {
		left, right := c.daemonSets[order[i]], c.daemonSets[order[j]]
		if leftBound, rightBound := isBornBound(left), isBornBound(right); leftBound != rightBound {
			return leftBound
		} else if !leftBound && priorities[order[i]] != priorities[order[j]] {
			return priorities[order[i]] > priorities[order[j]]
		}
		if left.Namespace != right.Namespace {
			return left.Namespace < right.Namespace
		}
		return left.Name < right.Name
	})
	return order
}

func isBornBound(ds *appsv1.DaemonSet) bool {
	return ds.Spec.Template.Spec.NodeName != ""
}
