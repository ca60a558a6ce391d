// Gives environments, one a line as JSON, to the configuration code of the Datadog Agent, and prints what it makes of each of them: which
// variables it does not know, and which settings have which values.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"sort"
	"strings"

	"github.com/DataDog/datadog-agent/pkg/config/model"
	"github.com/DataDog/datadog-agent/pkg/config/setup"
)

type answer struct {
	Unknown  []string       `json:"unknown"`
	Settings map[string]any `json:"settings"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		environment := map[string]string{}
		if err := json.Unmarshal(lines.Bytes(), &environment); err != nil {
			panic(err)
		}
		if err := answers.Encode(ask(environment)); err != nil {
			panic(err)
		}
	}
}

func ask(environment map[string]string) answer {
	os.Clearenv()
	for name, value := range environment {
		os.Setenv(name, value)
	}
	setup.InitConfigObjects("", "/nowhere")
	agent, probe := setup.Datadog(), setup.SystemProbe()
	return answer{unknown(environment, agent, probe), merge(settings(agent, ""), settings(probe, "system-probe: "))}
}

func unknown(environment map[string]string, configs ...model.Config) []string {
	known := map[string]bool{}
	for _, config := range configs {
		for _, name := range config.GetEnvVars() {
			known[name] = true
		}
	}
	names := []string{}
	for name := range environment {
		if strings.HasPrefix(name, "DD_") && !known[name] {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

func settings(config model.Config, prefix string) map[string]any {
	found := map[string]any{}
	for _, key := range config.AllKeysLowercased() {
		if config.GetSource(key) == model.SourceEnvVar {
			found[prefix+key] = config.Get(key)
		}
	}
	return found
}

func merge(left, right map[string]any) map[string]any {
	for key, value := range right {
		left[key] = value
	}
	return left
}
