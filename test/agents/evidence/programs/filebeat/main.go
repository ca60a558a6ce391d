// Filebeat with what the generated configurations use. Asked to `check` files, it reads each of them as Filebeat does, makes the inputs, the processors,
// the queue and the output of it without starting them, and prints what is to be had against each as JSON. Otherwise it is Filebeat itself.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/elastic/beats/v7/filebeat/cmd"
	inputs "github.com/elastic/beats/v7/filebeat/input/default-inputs"
	"github.com/elastic/beats/v7/filebeat/input/v2"
	"github.com/elastic/beats/v7/libbeat/beat"
	"github.com/elastic/beats/v7/libbeat/common"
	"github.com/elastic/beats/v7/libbeat/idxmgmt"
	"github.com/elastic/beats/v7/libbeat/logp"
	"github.com/elastic/beats/v7/libbeat/outputs"
	"github.com/elastic/beats/v7/libbeat/processors"
	"github.com/elastic/beats/v7/libbeat/publisher/queue/diskqueue"
	"github.com/elastic/beats/v7/libbeat/statestore"
	"github.com/elastic/beats/v7/libbeat/statestore/storetest"
)

func main() {
	if len(os.Args) < 2 || os.Args[1] != "check" {
		if err := cmd.Filebeat(inputs.Init, cmd.FilebeatSettings()).Execute(); err != nil {
			os.Exit(1)
		}
		return
	}
	problems := map[string]string{}
	for _, path := range os.Args[2:] {
		problems[path] = ""
		if err := check(path); err != nil {
			problems[path] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

// sections are those of a configuration that are taken apart here.
type sections struct {
	Inputs     []*common.Config        `config:"filebeat.inputs" validate:"required"`
	Processors processors.PluginConfig `config:"processors"`
	Queue      common.ConfigNamespace  `config:"queue"`
	Output     common.ConfigNamespace  `config:"output"`
}

func check(path string) error {
	config, err := common.LoadFile(path)
	if err != nil {
		return err
	}
	var parts sections
	if err := config.Unpack(&parts); err != nil {
		return err
	}
	info := beat.Info{Beat: "filebeat", IndexPrefix: "filebeat", Version: "7.17.0"}
	loader, err := v2.NewLoader(logp.L(), inputs.Init(info, logp.L(), memory{}), "type", "")
	if err != nil {
		return err
	}
	for _, input := range parts.Inputs {
		if _, err := loader.Configure(input); err != nil {
			return fmt.Errorf("input: %w", err)
		}
		own := struct {
			Processors processors.PluginConfig `config:"processors"`
		}{}
		if err := input.Unpack(&own); err != nil {
			return fmt.Errorf("input: %w", err)
		}
		if _, err := processors.New(own.Processors); err != nil {
			return fmt.Errorf("processors of an input: %w", err)
		}
	}
	if _, err := processors.New(parts.Processors); err != nil {
		return fmt.Errorf("processors: %w", err)
	}
	if parts.Queue.Name() != "disk" {
		return fmt.Errorf("queue: %q", parts.Queue.Name())
	}
	if _, err := diskqueue.SettingsForUserConfig(parts.Queue.Config()); err != nil {
		return fmt.Errorf("queue: %w", err)
	}
	return checkOutput(info, config, parts.Output)
}

// checkOutput makes the output, with the index that it writes to. None connects before it sends.
func checkOutput(info beat.Info, config *common.Config, output common.ConfigNamespace) error {
	indices, err := idxmgmt.MakeDefaultSupport(nil)(logp.L(), info, config)
	if err != nil {
		return fmt.Errorf("indices: %w", err)
	}
	if _, err := outputs.Load(indices, info, nil, output.Name(), output.Config()); err != nil {
		return fmt.Errorf("output: %w", err)
	}
	return nil
}

// memory is where inputs would keep their read positions.
type memory struct{}

func (memory) Access() (*statestore.Store, error) {
	return statestore.NewRegistry(storetest.NewMemoryStoreBackend()).Get("filebeat")
}

func (memory) CleanupInterval() time.Duration {
	return time.Minute
}
