// Alloy with the components that generated configurations use, made of its own sources: "check FILE…" prints what it has against each of
// them as JSON, when it validates them and when it loads them, and "run FILE DIRECTORY" runs one, as "alloy run" does without its web server.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/grafana/alloy/internal/component"
	_ "github.com/grafana/alloy/internal/component/discovery/kubernetes"
	_ "github.com/grafana/alloy/internal/component/discovery/relabel"
	_ "github.com/grafana/alloy/internal/component/local/file_match"
	_ "github.com/grafana/alloy/internal/component/loki/echo"
	_ "github.com/grafana/alloy/internal/component/loki/process"
	_ "github.com/grafana/alloy/internal/component/loki/relabel"
	_ "github.com/grafana/alloy/internal/component/loki/source/file"
	_ "github.com/grafana/alloy/internal/component/loki/source/journal"
	_ "github.com/grafana/alloy/internal/component/loki/write"
	_ "github.com/grafana/alloy/internal/component/otelcol/auth/basic"
	_ "github.com/grafana/alloy/internal/component/otelcol/exporter/kafka"
	_ "github.com/grafana/alloy/internal/component/otelcol/exporter/otlphttp"
	_ "github.com/grafana/alloy/internal/component/otelcol/receiver/loki"
	"github.com/grafana/alloy/internal/featuregate"
	"github.com/grafana/alloy/internal/runtime"
	"github.com/grafana/alloy/internal/runtime/logging"
	"github.com/grafana/alloy/internal/service"
	"github.com/grafana/alloy/internal/service/labelstore"
	"github.com/grafana/alloy/internal/service/livedebugging"
	"github.com/grafana/alloy/internal/service/otel"
	"github.com/grafana/alloy/internal/validator"
	"github.com/grafana/alloy/syntax/diag"
)

// As "--stability.level" says it.
const stability = featuregate.StabilityGenerallyAvailable

func main() {
	if os.Args[1] == "run" {
		run(os.Args[2], os.Args[3])
		return
	}
	problems := map[string]string{}
	for _, path := range os.Args[2:] {
		problems[path] = problemsOf(path)
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

func problemsOf(path string) string {
	sources := read(path)
	err := validator.Validate(validator.Options{
		Sources:            sources,
		ServiceDefinitions: []service.Definition{(&labelstore.Service{}).Definition(), (&livedebugging.Service{}).Definition(), (&otel.Service{}).Definition()},
		ComponentRegistry:  component.NewDefaultRegistry(stability, false),
		MinStability:       stability,
	})
	if err != nil {
		return strings.TrimSpace(err.Error())
	}
	return problemsOfLoading(path, sources)
}

// What a pod of a cluster has, and a test has not.
var elsewhere = []string{"unable to load in-cluster configuration", "ca.crt: no such file or directory"}

// Components say what they have against arguments that only together are wrong when they are built.
func problemsOfLoading(path string, sources map[string][]byte) string {
	directory, err := os.MkdirTemp("", "alloy-")
	fatal(err)
	defer os.RemoveAll(directory)
	source, err := runtime.ParseSources(sources)
	fatal(err)
	controller := newController(directory, io.Discard)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		controller.Run(ctx)
		close(done)
	}()
	err = controller.LoadSource(source, nil, path)
	stop()
	<-done
	var found diag.Diagnostics
	if !errors.As(err, &found) {
		if err != nil {
			return err.Error()
		}
		return ""
	}
	problems := []string{}
	for _, one := range found {
		if !containsAny(one.Error(), elsewhere) {
			problems = append(problems, one.Error())
		}
	}
	return strings.Join(problems, "; ")
}

func containsAny(text string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

func newController(directory string, log io.Writer) *runtime.Runtime {
	logger, err := logging.New(log, logging.DefaultOptions)
	fatal(err)
	controller, err := runtime.New(runtime.Options{
		Logger:       logger,
		DataPath:     directory,
		Reg:          prometheus.NewRegistry(),
		MinStability: stability,
		Services:     []service.Service{labelstore.New(logger.Slog(), prometheus.NewRegistry(), true), livedebugging.New(), otel.New(logger.Slog())},
	})
	fatal(err)
	return controller
}

func run(path, directory string) {
	source, err := runtime.ParseSources(read(path))
	fatal(err)
	controller := newController(directory, os.Stderr)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	done := make(chan struct{})
	go func() {
		controller.Run(ctx)
		close(done)
	}()
	fatal(controller.LoadSource(source, nil, path))
	<-done
}

func read(path string) map[string][]byte {
	text, err := os.ReadFile(path)
	fatal(err)
	return map[string][]byte{path: text}
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
