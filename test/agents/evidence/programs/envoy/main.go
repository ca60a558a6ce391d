// Reads bootstrap configurations of Envoy by Envoy's own types, those of Cilium's filters among them, and prints what is to be had against each as JSON.
package main

import (
	"encoding/json"
	"os"

	_ "github.com/cilium/proxy/go/cilium/api"
	bootstrap "github.com/envoyproxy/go-control-plane/envoy/config/bootstrap/v3"
	_ "github.com/envoyproxy/go-control-plane/envoy/extensions/bootstrap/internal_listener/v3"
	_ "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/router/v3"
	_ "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	_ "github.com/envoyproxy/go-control-plane/envoy/extensions/resource_monitors/downstream_connections/v3"
	_ "github.com/envoyproxy/go-control-plane/envoy/extensions/upstreams/http/v3"
	"google.golang.org/protobuf/encoding/protojson"
)

func main() {
	problems := map[string]string{}
	for _, path := range os.Args[1:] {
		problems[path] = problem(path)
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

func problem(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	var config bootstrap.Bootstrap
	if err := protojson.Unmarshal(text, &config); err != nil {
		return err.Error()
	}
	if err := config.ValidateAll(); err != nil {
		return err.Error()
	}
	return ""
}
