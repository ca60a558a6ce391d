// Command rollouts lets Kubernetes' own DaemonSet controller update pods, and writes down what it does:
//
//	go run . SCENARIO.json… # writes what happened into each file
//
// The API server is client-go's fake one, and this program plays scheduler and kubelets. It counts in ticks in place of seconds:
// each time the controller has come to rest, the pods that were waiting before get ready.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"sort"
	"strings"

	"github.com/go-logr/logr"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/klog/v2"
)

type event struct {
	Tick       int           `json:"tick"`
	Nodes      []string      `json:"nodes"`
	DeletePods bool          `json:"deletePods,omitempty"`
	Joins      bool          `json:"joins,omitempty"`
	Dies       bool          `json:"dies,omitempty"`
	Taint      *corev1.Taint `json:"taint,omitempty"`
}

type scenario struct {
	Name                string            `json:"name"`
	About               string            `json:"about"`
	Nodes               []corev1.Node     `json:"nodes"`
	DaemonSet           *appsv1.DaemonSet `json:"daemonSet"`
	Patch               json.RawMessage   `json:"patch"`
	Events              []event           `json:"events,omitempty"`
	NewPodsNeverReadyOn []string          `json:"newPodsNeverReadyOn,omitempty"`
	NewPodsPendingOn    []string          `json:"newPodsPendingOn,omitempty"`
	OldPodsNotReadyOn   []string          `json:"oldPodsNotReadyOn,omitempty"`
	Down                []string          `json:"down,omitempty"`
}

type step struct {
	Tick        int                    `json:"tick"`
	Deleted     []string               `json:"deleted"`
	Created     []string               `json:"created"`
	Pending     []string               `json:"pending"`
	Terminating []string               `json:"terminating"`
	Unavailable int                    `json:"unavailable"`
	Pods        int                    `json:"pods"`
	Status      appsv1.DaemonSetStatus `json:"status"`
}

type happening struct {
	Kubernetes     string     `json:"kubernetes"`
	Recorder       string     `json:"recorder"`
	End            string     `json:"end"`
	Ticks          int        `json:"ticks"`
	Waves          [][]string `json:"waves"`
	WaveSizes      []int      `json:"waveSizes"`
	MaxUnavailable int        `json:"maxUnavailable"`
	MaxPods        int        `json:"maxPods"`
	Left           []string   `json:"left"`
	Steps          []step     `json:"steps"`
}

func main() {
	klog.SetLogger(logr.Discard())
	for _, file := range os.Args[1:] {
		text, err := os.ReadFile(file)
		must(err)
		var kept struct {
			Happened json.RawMessage `json:"happened,omitempty"`
			Scenario json.RawMessage `json:"scenario"`
		}
		must(json.Unmarshal(text, &kept))
		var wanted scenario
		must(json.Unmarshal(kept.Scenario, &wanted))
		happened := newCluster(wanted).record()
		kept.Happened, err = json.Marshal(happened)
		must(err)
		text, err = json.MarshalIndent(kept, "", " ")
		must(err)
		must(os.WriteFile(file, append(text, '\n'), 0o644))
		fmt.Println(wanted.Name, happened.End, happened.WaveSizes, happened.MaxUnavailable, happened.MaxPods, len(happened.Left))
	}
}

// release is the version of Kubernetes that is linked in.
func release() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "k8s.io/kubernetes" {
			return module.Version
		}
	}
	return "unknown"
}

func contains(names []string, name string) bool {
	for _, one := range names {
		if one == "*" || one == name {
			return true
		}
	}
	return false
}

func sorted(names map[string]bool) []string {
	list := []string{}
	for name := range names {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, strings.TrimSpace(err.Error()))
		os.Exit(1)
	}
}
