package main

import (
	"errors"
	"fmt"

	v1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

var securityPolicies = newSecurityPolicies()

// podSecurity is why a namespace takes no such pod.
func podSecurity(namespace *v1.Namespace, pod *v1.Pod) error {
	enforced, problems := api.PolicyToEvaluate(namespace.Labels, api.Policy{
		Enforce: api.LevelVersion{Level: api.LevelPrivileged, Version: api.LatestVersion()},
	})
	if len(problems) > 0 {
		return problems.ToAggregate()
	}
	result := policy.AggregateCheckResults(securityPolicies.EvaluatePod(enforced.Enforce, &pod.ObjectMeta, &pod.Spec))
	if result.Allowed {
		return nil
	}
	return fmt.Errorf("violates PodSecurity %q: %s", enforced.Enforce.String(), result.ForbiddenDetail())
}

// strictestLevel is that of the Pod Security levels which takes a pod, and what the next stricter one says against it.
func strictestLevel(template *v1.PodTemplateSpec) (string, error) {
	var against error
	for _, level := range []api.Level{api.LevelRestricted, api.LevelBaseline} {
		result := policy.AggregateCheckResults(securityPolicies.EvaluatePod(
			api.LevelVersion{Level: level, Version: api.LatestVersion()}, &template.ObjectMeta, &template.Spec))
		if result.Allowed {
			return string(level), against
		}
		against = errors.New(result.ForbiddenDetail())
	}
	return string(api.LevelPrivileged), against
}
