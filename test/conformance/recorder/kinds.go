package main

import (
	"context"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/core/node"
	"k8s.io/kubernetes/pkg/registry/core/pod"
)

// kind is one of the kinds that can be created.
type kind struct {
	gvk      schema.GroupVersionKind
	strategy rest.RESTCreateStrategy
}

var (
	nodeKind      = kind{v1.SchemeGroupVersion.WithKind("Node"), node.Strategy}
	podKind       = kind{v1.SchemeGroupVersion.WithKind("Pod"), pod.Strategy}
	daemonSetKind = kind{appsv1.SchemeGroupVersion.WithKind("DaemonSet"), daemonset.Strategy}
)

// store takes an object as a request brings it, and returns it as a later request would read it.
func store[T runtime.Object](text []byte, k kind) (T, error) {
	var none T
	object, err := k.decode(text)
	if err != nil {
		return none, err
	}
	internal, err := k.internal(object)
	if err != nil {
		return none, err
	}
	if err := rest.BeforeCreate(k.strategy, k.context(internal), internal); err != nil {
		return none, err
	}
	stored, err := legacyscheme.Scheme.ConvertToVersion(internal, k.gvk.GroupVersion())
	if err != nil {
		return none, err
	}
	codec := legacyscheme.Codecs.LegacyCodec(k.gvk.GroupVersion())
	written, err := runtime.Encode(codec, stored)
	if err != nil {
		return none, err
	}
	object, err = k.decode(written)
	if err != nil {
		return none, err
	}
	return object.(T), nil
}

// decode drops fields that this release does not know, and fills in defaults.
func (k kind) decode(text []byte) (runtime.Object, error) {
	object, _, err := legacyscheme.Codecs.UniversalDeserializer().Decode(text, &k.gvk, nil)
	if err != nil {
		return nil, err
	}
	if found := object.GetObjectKind().GroupVersionKind(); found != k.gvk {
		return nil, fmt.Errorf("expected %s, got %s", k.gvk, found)
	}
	legacyscheme.Scheme.Default(object)
	return object, nil
}

func (k kind) internal(object runtime.Object) (runtime.Object, error) {
	return legacyscheme.Scheme.ConvertToVersion(object, schema.GroupVersion{Group: k.gvk.Group, Version: runtime.APIVersionInternal})
}

// context is that of a request to the object's own namespace.
func (k kind) context(object runtime.Object) context.Context {
	accessor := must(meta.Accessor(object))
	rest.FillObjectMetaSystemFields(accessor)
	namespace := ""
	if k.strategy.NamespaceScoped() {
		namespace = accessor.GetNamespace()
		if namespace == "" {
			namespace = metav1.NamespaceDefault
			accessor.SetNamespace(namespace)
		}
	}
	resource, _ := meta.UnsafeGuessKindToResource(k.gvk)
	ctx := genericapirequest.WithNamespace(genericapirequest.NewContext(), namespace)
	return genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true, Verb: "create", APIGroup: k.gvk.Group, APIVersion: k.gvk.Version, Resource: resource.Resource, Namespace: namespace,
	})
}
