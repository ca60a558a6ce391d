// Reads network configurations as flannel does, but strictly, and prints what is to be had against each of them as JSON.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/flannel-io/flannel/pkg/backend/vxlan"
	"github.com/flannel-io/flannel/pkg/subnet"
)

func main() {
	problems := map[string]string{}
	for _, path := range os.Args[1:] {
		problems[path] = ""
		if err := problemOf(path); err != nil {
			problems[path] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

func problemOf(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := strictly(text, &subnet.Config{}); err != nil { // flannel itself leaves out what it does not know
		return err
	}
	config, err := subnet.ParseConfig(string(text))
	if err != nil {
		return err
	}
	if err := subnet.CheckNetworkConfig(config); err != nil { // flannel asks that where it gives the ranges itself
		return err
	}
	switch config.BackendType {
	case "vxlan":
		return strictly(config.Backend, &struct {
			Type string
			vxlan.VXLANConfig
		}{})
	case "host-gw", "wireguard":
		return nil // their options are held against a list: the types of them have no names in flannel
	default:
		return fmt.Errorf("no such backend: %q", config.BackendType)
	}
}

func strictly(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}
