package main

import (
	"encoding/json"
	"io"
	"os"
	"time"
)

// timeAll says how long the controller takes for the pairs of a scenario, and the scheduler's filters for its pods.
func timeAll(path string, output io.Writer) {
	var asked scenario
	if err := json.Unmarshal(must(os.ReadFile(path)), &asked); err != nil {
		fail(err)
	}
	c := must(asked.stored())
	started := time.Now()
	should := 0
	for _, ds := range c.daemonSets {
		for _, node := range c.nodes {
			if run, _ := nodeShouldRunDaemonPod(node, ds); run {
				should++
			}
		}
	}
	spent := time.Since(started)
	pairs := len(c.daemonSets) * len(c.nodes)
	write(output, map[string]any{"pairs": pairs, "shouldRun": should, "seconds": spent.Seconds(), "microsecondsPerPair": float64(spent.Microseconds()) / float64(pairs)})
}
