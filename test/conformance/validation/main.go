// Command validation answers for each DaemonSet on standard input (one JSON document per line) what the API server of
// this Kubernetes release says when it is created: one line of JSON per object, with the list of its field errors.
//
//	go run . < daemon-sets.ndjson > answers.ndjson
//	go run . -node < nodes.ndjson > answers.ndjson
//	go run . -stored < daemon-sets.ndjson > stored.ndjson
//
// With -stored it prints what is stored in place of what is wrong: the object as a client reads it, null where it is refused.
//
// go.mod names the release of the large vector file; release.sh prints that of any other.
//
// An object goes the way of a request: decoded (fields that this release does not know are dropped), defaulted,
// converted, and handed to rest.BeforeCreate with the registry's own strategy, which drops fields whose feature gate
// is off and validates. Feature gates stand at their defaults; privileged containers are allowed.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/apps"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/core/node"
)

type problem struct {
	Field  string `json:"field"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
}

// kind is one of the kinds that can be asked about.
type kind struct {
	gvk        schema.GroupVersionKind
	resource   string
	internal   schema.GroupVersion
	strategy   rest.RESTCreateStrategy
	namespaced bool
}

var daemonSets = kind{
	gvk:        schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "DaemonSet"},
	resource:   "daemonsets",
	internal:   apps.SchemeGroupVersion,
	strategy:   daemonset.Strategy,
	namespaced: true,
}

var nodes = kind{
	gvk:      schema.GroupVersionKind{Version: "v1", Kind: "Node"},
	resource: "nodes",
	internal: core.SchemeGroupVersion,
	strategy: node.Strategy,
}

func main() {
	askNodes := flag.Bool("node", false, "the objects are Nodes, not DaemonSets")
	askStored := flag.Bool("stored", false, "print the objects as they are stored")
	flag.Parse()
	asked := daemonSets
	if *askNodes {
		asked = nodes
	}
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})

	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			stored, problems := asked.create(line)
			answer, err := json.Marshal(problems)
			if *askStored {
				answer, err = json.Marshal(stored)
			}
			if err != nil {
				fail(err)
			}
			fmt.Fprintf(output, "%s\n", answer)
		}
		if err != nil {
			return
		}
	}
}

// create returns an object as it is stored, or what is wrong with it.
func (k kind) create(text []byte) (runtime.Object, []problem) {
	external, _, err := legacyscheme.Codecs.UniversalDeserializer().Decode(text, &k.gvk, nil)
	if err != nil {
		return nil, []problem{{Type: "Decode", Detail: err.Error()}}
	}
	legacyscheme.Scheme.Default(external)
	internal, err := legacyscheme.Scheme.ConvertToVersion(external, k.internal)
	if err != nil {
		return nil, []problem{{Type: "Convert", Detail: err.Error()}}
	}
	object, err := meta.Accessor(internal)
	if err != nil {
		fail(err)
	}
	context := k.context(object)
	rest.FillObjectMetaSystemFields(object)
	if object.GetName() == "" && object.GetGenerateName() != "" {
		object.SetName(k.strategy.GenerateName(object.GetGenerateName()))
	}
	if problems := causes(rest.BeforeCreate(k.strategy, context, internal)); len(problems) > 0 {
		return nil, problems
	}
	stored, err := legacyscheme.Scheme.ConvertToVersion(internal, k.gvk.GroupVersion())
	if err != nil {
		fail(err)
	}
	return stored, []problem{}
}

// context is that of a request to the object's own namespace, or to the whole cluster.
func (k kind) context(object metav1.Object) context.Context {
	namespace := metav1.NamespaceNone
	if k.namespaced {
		if object.GetNamespace() == "" {
			object.SetNamespace(metav1.NamespaceDefault)
		}
		namespace = object.GetNamespace()
	}
	ctx := genericapirequest.WithNamespace(genericapirequest.NewContext(), namespace)
	return genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true, Verb: "create", APIGroup: k.gvk.Group, APIVersion: k.gvk.Version,
		Resource: k.resource, Namespace: namespace,
	})
}

func causes(err error) []problem {
	problems := []problem{}
	if err == nil {
		return problems
	}
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Details == nil || len(status.Status().Details.Causes) == 0 {
		return append(problems, problem{Type: "Other", Detail: err.Error()})
	}
	for _, cause := range status.Status().Details.Causes {
		problems = append(problems, problem{Field: cause.Field, Type: string(cause.Type), Detail: cause.Message})
	}
	return problems
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
