package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	jsonserializer "k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// document is one object of a file.
type document struct {
	file string
	text json.RawMessage
	gvk  schema.GroupVersionKind
}

// opinion is what the API server says of one object.
type opinion struct {
	File string `json:"file"`
	Kind string `json:"kind"`
	name

	// Unknown are fields that the kind does not have; kubectl refuses them.
	Unknown string `json:"unknown,omitempty"`

	// Refused is what defaulting and validation say against the object.
	Refused string `json:"refused,omitempty"`

	// PodRefused is what they and admission say against the pods of a DaemonSet, among the objects of all files.
	PodRefused string `json:"podRefused,omitempty"`

	// PodSecurity is the strictest level that takes its pods, and what the next stricter one has against them.
	PodSecurity        string `json:"podSecurity,omitempty"`
	PodSecurityAgainst string `json:"podSecurityAgainst,omitempty"`

	// Skipped is why nobody was asked: the kind is a custom one, or none that we ask about.
	Skipped string `json:"skipped,omitempty"`
}

func admitAll(paths []string, output io.Writer) {
	documents := []document{}
	for _, path := range paths {
		documents = append(documents, read(path)...)
	}
	a, err := newAdmission(deciding(documents), nil)
	if err != nil {
		fail(err)
	}
	for _, d := range documents {
		write(output, d.judge(a))
	}
}

// deciding are the objects that decide about pods.
func deciding(documents []document) []json.RawMessage {
	objects := []json.RawMessage{}
	for _, d := range documents {
		switch d.gvk.Kind {
		case "PriorityClass", "RuntimeClass", "LimitRange", "Namespace", "ResourceQuota":
			objects = append(objects, d.text)
		}
	}
	return objects
}

func (d document) judge(a *admission) opinion {
	o := opinion{File: d.file, Kind: d.gvk.Kind}
	strategy, known := strategies[d.gvk]
	if !known {
		o.Skipped = fmt.Sprintf("%s is not asked about", d.gvk)
		return o
	}
	object, err := decodeStrictly(d.text)
	if runtime.IsStrictDecodingError(err) {
		o.Unknown = err.Error()
	} else if err != nil {
		o.Refused = err.Error()
		return o
	}
	if reason := assignAddress(object); reason != "" {
		o.Skipped = reason
		return o
	}
	accessor := must(meta.Accessor(object))
	o.name = name{accessor.GetNamespace(), accessor.GetName()}
	legacyscheme.Scheme.Default(object)
	k := kind{gvk: d.gvk, strategy: strategy}
	internal, err := k.internal(object)
	if err == nil {
		err = rest.BeforeCreate(strategy, k.context(internal), internal)
	}
	if err != nil {
		o.Refused = err.Error()
		return o
	}
	o.judgePods(object, a)
	return o
}

// anyAddress is one that an allocator could give to a Service. Validation does not ask which one it is.
const anyAddress = "10.96.0.100"

// assignAddress does what the API server does to a Service of the usual type before it validates it: one that is headless gets its list
// of addresses, another one an address. What else an allocator would assign nobody here can say.
// See normalizeClusterIPs in k8s.io/kubernetes/pkg/registry/core/service/storage/storage.go.
func assignAddress(object runtime.Object) string {
	service, is := object.(*v1.Service)
	if !is || len(service.Spec.ClusterIPs) > 0 {
		return ""
	}
	if service.Spec.ClusterIP == "" {
		if service.Spec.Type != "" && service.Spec.Type != v1.ServiceTypeClusterIP {
			return "the API server assigns an address first"
		}
		service.Spec.ClusterIP = anyAddress
	}
	service.Spec.ClusterIPs = []string{service.Spec.ClusterIP}
	return ""
}

func (o *opinion) judgePods(object runtime.Object, a *admission) {
	if ds, is := object.(*appsv1.DaemonSet); is {
		ds.Namespace = orDefault(ds.Namespace)
		if _, err := a.admit(newPod(ds, "any")); err != nil {
			o.PodRefused = err.Error()
		}
	}
	if template := templateOf(object); template != nil {
		level, against := strictestLevel(template)
		o.PodSecurity = level
		if against != nil {
			o.PodSecurityAgainst = against.Error()
		}
	}
}

func templateOf(object runtime.Object) *v1.PodTemplateSpec {
	switch object := object.(type) {
	case *appsv1.DaemonSet:
		return &object.Spec.Template
	case *appsv1.Deployment:
		return &object.Spec.Template
	case *appsv1.StatefulSet:
		return &object.Spec.Template
	case *batchv1.Job:
		return &object.Spec.Template
	case *batchv1.CronJob:
		return &object.Spec.JobTemplate.Spec.Template
	case *v1.Pod:
		return &v1.PodTemplateSpec{ObjectMeta: object.ObjectMeta, Spec: object.Spec}
	}
	return nil
}

var strict = jsonserializer.NewSerializerWithOptions(jsonserializer.DefaultMetaFactory, legacyscheme.Scheme, legacyscheme.Scheme,
	jsonserializer.SerializerOptions{Strict: true})

// decodeStrictly returns the object even where it has unknown fields.
func decodeStrictly(text []byte) (runtime.Object, error) {
	object, _, err := strict.Decode(text, nil, nil)
	return object, err
}

// read takes a file apart: YAML with several documents, JSON, lists.
func read(path string) []document {
	text := []byte{}
	if path == "-" {
		text = must(io.ReadAll(os.Stdin))
	} else {
		text = must(os.ReadFile(path))
	}
	documents := []document{}
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		part, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents
		}
		documents = append(documents, unfold(path, must(yaml.ToJSON(must(part, err))))...)
	}
}

func unfold(path string, text json.RawMessage) []document {
	var head struct {
		APIVersion string            `json:"apiVersion"`
		Kind       string            `json:"kind"`
		Items      []json.RawMessage `json:"items"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		fail(fmt.Errorf("%s: %w", path, err))
	}
	if head.Kind == "List" {
		documents := []document{}
		for _, item := range head.Items {
			documents = append(documents, unfold(path, item)...)
		}
		return documents
	}
	if head.Kind == "" {
		return nil
	}
	return []document{{path, text, schema.FromAPIVersionAndKind(head.APIVersion, head.Kind)}}
}
