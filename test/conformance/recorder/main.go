// Command recorder answers with Kubernetes' own code what becomes of the pods of DaemonSets, and what the API server
// says of objects.
//
//	go run -modfile=mods/1.37.mod -tags k137 . answer < scenarios.ndjson > answers.ndjson
//	go run -modfile=mods/1.37.mod -tags k137 . admit manifests.yaml… > answers.ndjson
//	go run -modfile=mods/1.37.mod -tags k137 . time scenario.json
//
// Feature gates stand at their defaults.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
)

func main() {
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
	metrics.Register()
	klog.SetLogger(logr.Discard())
	if len(os.Args) < 2 {
		fail(errors.New("usage: recorder answer | admit FILE… | time FILE"))
	}
	switch os.Args[1] {
	case "answer":
		answerAll(os.Stdin, os.Stdout)
	case "admit":
		admitAll(os.Args[2:], os.Stdout)
	case "time":
		timeAll(os.Args[2], os.Stdout)
	default:
		fail(fmt.Errorf("unknown part %q: answer, admit or time", os.Args[1]))
	}
}

// answerAll reads one scenario a line and writes one answer a line, each at once: somebody waits for it.
func answerAll(input io.Reader, output io.Writer) {
	lines := bufio.NewReaderSize(input, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var asked scenario
			if err := json.Unmarshal(line, &asked); err != nil {
				fail(err)
			}
			write(output, asked.answer())
		}
		if err != nil {
			return
		}
	}
}

func write(output io.Writer, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		fail(err)
	}
	fmt.Fprintf(output, "%s\n", text)
}

func must[T any](value T, err error) T {
	if err != nil {
		fail(err)
	}
	return value
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "recorder:", err)
	os.Exit(1)
}
