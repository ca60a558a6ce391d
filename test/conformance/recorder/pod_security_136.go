//go:build !k127 && !k129 && !k131 && !k134

package main

import "k8s.io/pod-security-admission/policy"

func newSecurityPolicies() policy.Evaluator {
	return must(policy.NewEvaluator(policy.DefaultChecks(), nil))
}
