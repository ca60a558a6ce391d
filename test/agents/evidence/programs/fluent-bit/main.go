// Holds pipelines of Fluent Bit against the schema of its plugins, and prints what it has against each of them as JSON.
package main

import (
	"encoding/json"
	"os"
	"sort"
	"strings"

	fluentbit "github.com/calyptia/go-fluentbit-config/v2"
)

// Options of every plugin, which the schema does not list.
var ofEveryPlugin = map[string]bool{
	"storage.type": true, "storage.pause_on_chunks_overlimit": true, "storage.total_limit_size": true, "retry_limit": true,
}

func main() {
	problems := map[string]string{}
	for _, path := range os.Args[1:] {
		problems[path] = strings.Join(problemsOf(path), "; ")
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

func problemsOf(path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	config, err := fluentbit.ParseAs(string(text), fluentbit.FormatYAML)
	if err != nil {
		return []string{err.Error()}
	}
	found := ofPlugins(fluentbit.SectionKindInput, config.Pipeline.Inputs)
	found = append(found, ofPlugins(fluentbit.SectionKindFilter, config.Pipeline.Filters)...)
	found = append(found, ofPlugins(fluentbit.SectionKindOutput, config.Pipeline.Outputs)...)
	sort.Strings(found)
	return found
}

func ofPlugins(kind fluentbit.SectionKind, plugins fluentbit.Plugins) []string {
	found := []string{}
	for _, plugin := range plugins {
		for _, option := range plugin.Properties {
			if ofEveryPlugin[option.Key] {
				continue
			}
			values, isList := option.Value.([]any)
			if !isList {
				values = []any{option.Value}
			}
			for _, value := range values {
				one := plugin.Properties[:0:0]
				one.Add("name", plugin.Name)
				one.Add(option.Key, value)
				if err := fluentbit.ValidateSection(kind, one); err != nil {
					found = append(found, err.Error())
				}
			}
		}
	}
	return found
}
