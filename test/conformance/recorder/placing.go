package main

import (
	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
)

// placing places the pods of all DaemonSets of a cluster: one DaemonSet on all nodes before the next, then what is pending
// again, until nothing changes.
type placing struct {
	*cluster
	scheduler *scheduler
	table     [][]answer
	waiting   []waiting
}

// waiting is a pod that some filter refuses.
type waiting struct {
	pod    *v1.Pod
	answer *answer
}

func newPlacing(c *cluster, table [][]answer) *placing {
	return &placing{cluster: c, scheduler: newScheduler(c), table: table}
}

func (p *placing) run() {
	for _, i := range p.order() {
		for j := range p.nodes {
			if p.table[i][j].ShouldRun {
				p.first(p.daemonSets[i], &p.table[i][j])
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range p.waiting {
			changed = p.again(&p.waiting[i]) || changed
		}
	}
}

func (p *placing) first(ds *appsv1.DaemonSet, a *answer) {
	pod, err := p.admission.admit(newPod(ds, a.Node))
	if err != nil {
		a.Outcome, a.Filters, a.Message = "NotCreated", []string{"Admission"}, err.Error()
		return
	}
	if !isBornBound(ds) {
		if a.Filters, a.Insufficient = p.scheduler.refusals(pod, a.Node); len(a.Filters) > 0 {
			a.Outcome = "Pending"
			p.waiting = append(p.waiting, waiting{pod, a})
			return
		}
	}
	p.bind(pod, a)
}

func (p *placing) again(w *waiting) bool {
	if w.answer.Outcome != "Pending" {
		return false
	}
	if filters, _ := p.scheduler.refusals(w.pod, w.answer.Node); len(filters) > 0 {
		return false
	}
	p.bind(w.pod, w.answer)
	return true
}

func (p *placing) bind(pod *v1.Pod, a *answer) {
	a.Outcome, a.Filters, a.Insufficient = "Runs", []string{}, nil
	p.scheduler.snapshot.bind(pod, a.Node)
}
